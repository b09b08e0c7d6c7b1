// Runs Lighthouse's accessibility and best practices against addresses of a running site, on a phone and on a desktop.
// node tools/lighthouse.mjs URL …; needs CHROME_PATH. Ends with 1 where a category has less than all its points.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const CATEGORIES = ["accessibility", "best-practices"];
const DEVICES = { phone: undefined, desktop: desktopConfig };
const CHROME = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];

/** The audits of a category that cost points: name, title and the first elements or lines they name. */
function losses(result, category) {
  return category.auditRefs
    .map((reference) => ({ weight: reference.weight, ...result.audits[reference.id] }))
    .filter((audit) => audit.weight > 0 && audit.score !== null && audit.score < 1)
    .map((audit) => `    ${audit.id}: ${audit.title} ${JSON.stringify(audit.details?.items?.slice(0, 3))}`);
}

/** Whether the page has all points on the device; says so in a line, with the reasons where it has not. */
async function judge(url, device, port) {
  const flags = {
    port,
    logLevel: "error",
    onlyCategories: CATEGORIES,
    disableFullPageScreenshot: true,
    // Speed is none of its business here, so a page is judged as soon as it stands.
    pauseAfterFcpMs: 0,
    pauseAfterLoadMs: 0,
    networkQuietThresholdMs: 100,
    cpuQuietThresholdMs: 0,
  };
  const { lhr: result } = await lighthouse(url, flags, DEVICES[device]);
  if (result.runtimeError) throw new Error(`${url}: ${result.runtimeError.message}`);
  const categories = Object.values(result.categories);
  const scores = categories.map((category) => `${category.id} ${Math.round(category.score * 100)}`);
  console.log(`${scores.join(", ")}  ${device.padEnd(7)} ${url}`);
  for (const line of categories.flatMap((category) => losses(result, category))) console.log(line);
  return categories.every((category) => category.score === 1);
}

const chrome = await launch({ chromeFlags: CHROME });
let isWhole = true;
try {
  for (const url of process.argv.slice(2)) {
    for (const device of Object.keys(DEVICES)) {
      isWhole = (await judge(url, device, chrome.port)) && isWhole;
    }
  }
} finally {
  await chrome.kill();
}
process.exitCode = isWhole ? 0 : 1;
