import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A real Chromium from the npm registry: no download of its own, no system package. */
export async function openBrowser(): Promise<Browser> {
  // The package unpacks libnss3 only where it believes itself in that environment, and keeps its files in TMPDIR.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qipan-chromium-147-'));
  process.env.TMPDIR = folder;
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  process.env.FONTCONFIG_PATH = writeFontConfig(folder);
  const browser = await playwright.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  });
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}

/** Fonts of the package and of the system; its own list names fixed folders that are not there. */
function writeFontConfig(folder: string): string {
  const dirs = [
    path.join(folder, 'fonts', 'fonts'),
    ...(process.env.QIPAN_FONTS === 'package' ? [] : ['/usr/share/fonts']),
  ];
  const lines = dirs.map((dir) => `<dir>${dir}</dir>`).join('');
  writeFileSync(
    path.join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${lines}<cachedir>${folder}/font-cache</cachedir></fontconfig>`,
  );
  return folder;
}
