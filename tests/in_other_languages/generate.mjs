// Prints TypeScript types for the schema that `schema --bundle` prints: `node generate.mjs schema.json > rows.d.ts`
import { readFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

/** Rewrites what the generator doesn't know, in place. */
function adapt(schema) {
  if (typeof schema !== "object" || schema === null) return;
  // Tuples of drafts after 2019-09.
  if (schema.prefixItems) {
    schema.items = schema.prefixItems;
    schema.additionalItems = false;
    delete schema.prefixItems;
  }
  // A `number` of JavaScript is exact up to 2^53 - 1.
  if (schema.type === "integer" && !(schema.maximum <= Number.MAX_SAFE_INTEGER)) schema.tsType = "number | bigint";
  Object.values(schema).forEach(adapt);
}

const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
adapt(schema);
process.stdout.write(await compile(schema, "row", { additionalProperties: false }));
