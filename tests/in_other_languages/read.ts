// Reads lines of rows with the generated types, and checks that nothing is lost: `node read.js rows.ndjson`
import { readFileSync } from "node:fs";
import { isInteger, isSafeNumber, LosslessNumber, parse } from "lossless-json";
import type { Row } from "./rows.d.ts";

/** An integer that a `number` can't hold exactly becomes a `bigint`. */
function exact(digits: string): number | bigint {
  return isInteger(digits) && !isSafeNumber(digits) ? BigInt(digits) : Number(digits);
}

function read(line: string): Row {
  return parse(line, undefined, exact) as Row;
}

/** The narrowed type of a payload: this function compiles only if the types are those of the records. */
function describe(row: Row): string {
  switch (row.record_type) {
    case "account":
      return `${row.payload.email} ${row.payload.id}`;
    case "membership":
      return row.payload.level;
    default:
      return row.record_key;
  }
}

/** Whether a value has the digits and the texts of the line. */
function isEqual(value: unknown, original: unknown): boolean {
  if (original instanceof LosslessNumber) {
    return typeof value === "bigint" ? value.toString() === original.value : Object.is(value, Number(original.value));
  }
  if (typeof original !== "object" || original === null) return value === original;
  if (typeof value !== "object" || value === null) return false;
  const [ours, theirs] = [Object.entries(value), Object.entries(original)];
  return ours.length === theirs.length && theirs.every(([name, inside], index) => {
    const own = ours[index];
    return own !== undefined && own[0] === name && isEqual(own[1], inside);
  });
}

let large = 0;
const lines = readFileSync(process.argv[2] ?? "", "utf8").split("\n").filter((line) => line !== "");
for (const [index, line] of lines.entries()) {
  const row = read(line);
  if (!isEqual(row, parse(line))) throw new Error(`line ${index + 1} has lost something`);
  if (describe(row) === "") throw new Error(`line ${index + 1} has no description`);
  if (row.record_type === "account" && typeof row.payload.id === "bigint") large += 1;
}
if (large === 0) throw new Error("no account has an identifier over 2^53, so nothing was shown");
console.log(`TypeScript: ${lines.length} rows are equal, ${large} with a bigint`);
