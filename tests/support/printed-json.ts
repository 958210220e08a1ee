/** JSON as documents show it: on one line what fits on it. */

const lineWidth = 120;
const step = '  ';

/** `taken` is how many characters of the line stand before and behind the value. */
export function printJson(value: unknown, indent = '', taken = 0): string {
  const line = onOneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + taken + line.length <= lineWidth) return line;
  const deeper = indent + step;
  if (Array.isArray(value)) return `[\n${toRows(value, deeper).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).map(([name, member]) => {
    const label = `${JSON.stringify(name)}: `;
    return `${deeper}${label}${printJson(member, deeper, label.length + 1)}`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`)
    .join(', ')}}`;
}

/** Numbers and short texts share lines, lists and objects have lines of their own. */
function toRows(list: readonly unknown[], indent: string): string[] {
  if (list.some((entry) => typeof entry === 'object')) return list.map((entry) => indent + printJson(entry, indent, 1));
  const rows: string[] = [];
  for (const entry of list) {
    const longer = `${rows.at(-1)}, ${JSON.stringify(entry)}`;
    if (rows.length > 0 && longer.length < lineWidth) rows[rows.length - 1] = longer;
    else rows.push(indent + JSON.stringify(entry));
  }
  return rows;
}
