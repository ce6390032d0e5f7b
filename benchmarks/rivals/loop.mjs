// node loop.mjs ENGINE TEMPLATE VALUES.json SECONDS OUTPUT.docx: prints the median milliseconds of one render, warm.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const [engine, template, values, seconds, output] = process.argv.slice(2);
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
writeFileSync(output, Buffer.from(await render()));
for (let i = 0; i < 20; i++) await render();
const times = [];
const end = performance.now() + 1000 * Number(seconds);
while (performance.now() < end || times.length < 5) {
  const start = performance.now();
  await render();
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
console.log(times[Math.floor(times.length / 2)]);
