// After the unit tests with --coverage: a table of what they reach, by room, into the job summary or onto the screen.
import { appendFileSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

const KINDS = ['lines', 'functions', 'branches'];

/** The rows of the table, by room: what jest's coverage-summary.json counts, added up. */
export function byRoom(summary, root) {
  const rooms = new Map();
  for (const [file, counts] of Object.entries(summary)) {
    if (file === 'total') continue;
    const [, room = ''] = relative(root, file).split('/');
    const sums = rooms.get(room) ?? Object.fromEntries(KINDS.map((kind) => [kind, { total: 0, covered: 0 }]));
    for (const kind of KINDS) {
      sums[kind].total += counts[kind].total;
      sums[kind].covered += counts[kind].covered;
    }
    // a file that lies beside the rooms
    rooms.set(room.endsWith('.ts') ? 'src' : room, sums);
  }
  return new Map([...rooms].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The table in Markdown. */
export function table(rooms, total) {
  const rows = [...rooms, ['**all**', total]].map(
    ([room, counts]) => `| ${room} | ${KINDS.map((kind) => percent(counts[kind])).join(' | ')} |`,
  );
  return [
    '## Coverage of the unit tests',
    '',
    '| room | lines | functions | branches |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n');
}

const percent = ({ total, covered }) => (total === 0 ? '' : `${((100 * covered) / total).toFixed(1)} %`);

if (process.argv[1] === import.meta.filename) {
  const summary = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
  const text = table(byRoom(summary, resolve('.')), summary.total);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
  else console.log(text);
}
