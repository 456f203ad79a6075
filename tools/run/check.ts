import { finish, runStep, runVitest, sum, typeSteps } from './steps.ts';

/** The inner loop: types, lint and every test that takes no browser, no started process and no kills. */
const slow = ['**/e2e/**', '**/kill.test.ts', '**/start.test.ts', '**/cli.test.ts'];
const counts = [];
for (const [name, args] of typeSteps) counts.push(await runStep(name, args));
counts.push(await runVitest([...slow.flatMap((pattern) => ['--exclude', pattern]), ...process.argv.slice(2)]));
finish(sum(counts));
