// What the tests that need a browser or npm's readers share.
//
// COPYSCOPE_PROGRAM names the program, COPYSCOPE_READERS the folder in which `./dev test` has
// installed what package.json lists; ctest sets both.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';

export const require = createRequire(path.join(process.env.COPYSCOPE_READERS, 'package.json'));
const {chromium} = require('playwright-core');

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const launch = () => chromium.launch({
  executablePath: process.env.COPYSCOPE_CHROMIUM ?? '/usr/bin/chromium', args: flags});

/** What the program prints; it must succeed. */
export const run = (...args) => execFileSync(process.env.COPYSCOPE_PROGRAM, args, {
  encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000,
  env: {...process.env, LC_ALL: 'C.UTF-8', XDG_CONFIG_HOME: '/nonexistent'}});

export const results = scenario => JSON.parse(run('run', scenario, '--json')).cases;

/** Steps of a case as the exported rows tell them: for each, how many of each kind have begun. */
export function countsByStep(scenario, id) {
  const aside = new Set(['syscall', 'wait', 'user']);
  const counts = {}, steps = [];
  const [head, ...rows] = run('export', scenario, '--case', id, '--format', 'csv', '-o', '-').trim().split('\n');
  const column = head.split(',').indexOf('kind');
  for (const row of rows) {
    const kind = row.split(',')[column];
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (!aside.has(kind)) steps.push({...counts});
  }
  return steps;
}

/** A folder of its own that is gone when the process ends. */
export const folder = mkdtempSync(path.join(tmpdir(), 'copyscope-readers-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
export function inFolder(name, content) {
  const file = path.join(folder, name);
  if (content !== undefined) writeFileSync(file, content);
  return file;
}
