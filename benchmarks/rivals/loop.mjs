// node loop.mjs ENGINE TEMPLATE VALUES.json OUTPUT.docx: writes one document, warms up, says "ready"; then, for each
// number of seconds it reads, renders that long and prints the milliseconds of each render.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

const [engine, template, values, output] = process.argv.slice(2);
// Installed beside `out/`, not beside this file: NODE_PATH says where.
const require = createRequire(process.env.DOCGEN_RIVALS + "/");
const file = readFileSync(template);
const data = JSON.parse(readFileSync(values, "utf-8"));

function docxtemplater() {
  const PizZip = require("pizzip");
  const Docxtemplater = require("docxtemplater");
  return async () => {
    // Its documents are used once: compiling belongs to each render, as its manual has it.
    const made = new Docxtemplater(new PizZip(file), { paragraphLoop: true, delimiters: { start: "{", end: "}" } });
    made.render(data);
    return made.toBuffer({ compression: "DEFLATE" });
  };
}

function easyTemplateX() {
  const { TemplateHandler } = require("easy-template-x");
  const handler = new TemplateHandler();
  return () => handler.process(file, data);
}

const render = { docxtemplater, "easy-template-x": easyTemplateX }[engine]();
try {
  writeFileSync(output, Buffer.from(await render()));
} catch (error) {
  console.error(error.properties?.errors?.[0]?.properties.explanation ?? error.message);
  process.exit(1);
}
for (let i = 0; i < 40; i++) await render();
console.log("ready");
for await (const seconds of createInterface({ input: process.stdin })) {
  const times = [];
  const end = performance.now() + 1000 * Number(seconds);
  do {
    const start = performance.now();
    await render();
    times.push(performance.now() - start);
  } while (performance.now() < end);
  console.log(JSON.stringify(times));
}
