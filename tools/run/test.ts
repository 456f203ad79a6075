import { finish, runStep, runVitest, sum, typeSteps } from './steps.ts';

const counts = [];
for (const [name, args] of typeSteps) counts.push(await runStep(name, args));
counts.push(await runVitest(process.argv.slice(2)));
finish(sum(counts));
