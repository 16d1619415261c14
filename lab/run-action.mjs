// Runs an action's main and post entries here as the GitHub runner would, and shows what they left:
//   node lab/run-action.mjs [--action=folder] [--cwd=folder] name=value…      (node 22.18 or later)
import { parseArgs } from 'node:util';
import { discard, runAction } from '../__tests__/harness/action.ts';

const { values, positionals } = parseArgs({
  options: { action: { type: 'string' }, cwd: { type: 'string', default: process.cwd() } },
  allowPositionals: true,
});
const inputs = Object.fromEntries(
  positionals.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
);
let rest = '';

/** Prints whole lines as the runner's log has them: no debug messages, no masks, the bare titles of groups. */
function show(text) {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (/^::(debug|add-mask|stop-commands)\b|^::[\w-]+::$/.test(line)) continue;
    console.log(line.replace(/^::group::/, '\n> ').replace(/^::(error|warning|notice)\b[^:]*::/, '$1: '));
  }
}

const common = {
  cwd: values.cwd,
  ...(values.action === undefined ? {} : { action: values.action }),
  timeoutMs: 3_600_000,
  onOutput: show,
};

const main = await runAction({ ...common, entry: 'main', inputs });
const post = await runAction({ ...common, entry: 'post', inputs, after: main });
show('\n\n');
for (const [name, value] of Object.entries(main.outputs)) {
  const line = value.replace(/\s+/g, ' ');
  if (line !== '') console.log(`output ${name}: ${line.length > 160 ? `${line.slice(0, 160)}…` : line}`);
}
if (main.summary !== '') console.log(`\n${main.summary}`);
console.log(`main: ${main.code ?? main.signal} after ${main.seconds.toFixed(1)} s, post: ${post.code ?? post.signal}`);
await discard(main);
process.exitCode = main.code || post.code || ((main.signal ?? post.signal) ? 1 : 0);
