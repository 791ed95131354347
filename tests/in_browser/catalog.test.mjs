// The catalog's page in Chromium. `PAGES` is the folder of the pages, `IMAGES` the one for the picture.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 740 };

let browser;
before(async () => {
  // A container has no sandbox of its own for the administrator.
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((file) => existsSync(file));
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
after(() => browser?.close());

// Opens a page, and fails at the end if it reported an error, asked for another resource or ran a script of a name.
async function open(context, name, options = {}) {
  const browserContext = await browser.newContext({ viewport: WIDE, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await browserContext.newPage();
  const problems = [];
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => problems.push(dialog.message()));
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && !request.isNavigationRequest()) problems.push(request.url());
  });
  context.after(async () => {
    await browserContext.close();
    assert.deepEqual(problems, []);
  });
  await page.goto(pathToFileURL(path.resolve(process.env.PAGES, name)).href);
  return page;
}

async function assertAccessible(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
  assert.ok(passes.length > 20);
}

const openAll = (page) => page.$$eval("section.open details", (all) => all.forEach((details) => { details.open = true; }));
// Waits until the page shows this section, because a link is followed after the event.
const assertShows = (page, name) => page.locator("section.open h1", { hasText: new RegExp(`^${name}$`) }).waitFor({ timeout: 10_000 });
const choose = (page, id) => page.evaluate((id) => { location.hash = id; }, id);
// The number of what the search found is announced.
const assertFound = (page, text) => page.locator("#found", { hasText: new RegExp(`^${text}$`) }).waitFor({ timeout: 10_000 });
// Waits for the switch, because the page hears of the system's colours after they have changed.
const assertDark = (page, pressed) => page.getByRole("button", { name: "Dark mode", pressed }).waitFor({ timeout: 10_000 });
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("a type is found with the keyboard, and its history opens", async (context) => {
  const page = await open(context, "directory.html");
  await assertShows(page, "Directory");
  await page.keyboard.press("/");
  await page.keyboard.type("membership");
  await assertFound(page, "1 record type");
  await page.keyboard.press("Enter");
  await assertShows(page, "membership");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "membership", "the heading has the focus");
  assert.equal(await page.title(), "membership · Directory · record types");
  assert.equal(await page.locator("nav [aria-current=page]").count(), 1);
  assert.deepEqual(await page.locator("section.open .history > li > h3").allTextContents(), ["v3", "v2", "v1"]);
  const removed = page.locator("section.open .changes .del code");
  assert.deepEqual(await removed.allTextContents(), [".role", "metadata.role", ".is_owner"]);
  const old = page.getByRole("rowheader", { name: "is_owner" });
  assert.equal(await old.isVisible(), false);
  await page.locator("section.open").getByText("Fields of version 1").focus();
  await page.keyboard.press("Enter");
  await old.waitFor();
  await page.goBack();
  await assertShows(page, "Directory");
});

test("a field is found by its path, and its row is shown", async (context) => {
  const page = await open(context, "directory.html");
  await page.getByRole("searchbox").fill("TOKEN_hash");
  assert.deepEqual(await page.locator("nav > ul > li:not([hidden]) > a bdi").allTextContents(), ["invitation", "session"]);
  assert.deepEqual(await page.locator("nav mark").allTextContents(), ["token_hash", "token_hash"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await assertShows(page, "invitation");
  const row = page.locator("tr.found");
  assert.equal(await row.getAttribute("data-path"), ".token_hash");
  assert.ok(await row.evaluate((row) => row === document.activeElement));
  // The marks of paths are escaped in a link.
  await page.getByRole("searchbox").fill("postal.street");
  await page.locator("nav ul ul a").click();
  await assertShows(page, "account");
  assert.equal(await row.getAttribute("data-path"), ".contacts[]#postal.street");
  await page.getByRole("searchbox").fill("no such name");
  await assertFound(page, "Nothing found");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelectorAll("nav > ul > li:not([hidden])").length === 18);
});

test("a word of a description finds its type and its field", async (context) => {
  const page = await open(context, "directory.html");
  await page.getByRole("searchbox").fill("never the credential itself");
  await assertFound(page, "1 record type");
  await page.keyboard.press("Enter");
  await assertShows(page, "credential");
  assert.equal(await page.locator("section.open > .about").innerText(), "The description of a credential, never the credential itself.");
  await page.getByRole("searchbox").fill("location of the address");
  await page.locator("nav ul ul a").click();
  await assertShows(page, "session");
  assert.equal(await page.locator("tr.found").getAttribute("data-path"), ".place");
});

test("a former name finds its type, and names are before fields", async (context) => {
  const page = await open(context, "directory.html");
  await page.getByRole("searchbox").fill("client");
  const found = await page.locator("nav > ul > li:not([hidden]) > a bdi").allTextContents();
  assert.equal(found[0], "application");
});

test("dark mode is that of the system until the switch is used", async (context) => {
  const page = await open(context, "directory.html", { colorScheme: "dark" });
  const theme = page.getByRole("button", { name: "Dark mode" });
  await assertDark(page, true);
  const dark = await background(page);
  await page.emulateMedia({ colorScheme: "light" });
  await assertDark(page, false);
  const light = await background(page);
  assert.notEqual(light, dark);
  await theme.click();
  await assertDark(page, true);
  assert.equal(await background(page), dark);
  await page.reload();
  await assertDark(page, true);
  assert.equal(await background(page), dark, "the choice is kept");
  await theme.click();
  await assertDark(page, false);
  assert.equal(await background(page), light);
});

test("a JSON Schema is copied", async (context) => {
  const page = await open(context, "directory.html");
  await choose(page, "type/group");
  await page.locator("section.open").getByText("Schema of version 1").click();
  // The button says so for a moment, so the wait begins before the click.
  await Promise.all([page.getByText("Copied").waitFor(), page.locator("section.open button.copy").click()]);
  const schema = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assert.ok(schema.$defs.GroupNode);
});

test("no page has an accessibility violation", async (context) => {
  const looks = ["light", "dark"].flatMap((colorScheme) => [WIDE, PHONE].map((viewport) => ({ colorScheme, viewport })));
  for (const look of looks) {
    // Three hundred types are built from the parts of one.
    for (const name of ["directory.html", "empty.html", "one.html", "escaped.html"]) {
      const page = await open(context, name, look);
      await assertAccessible(page);
      if (name === "empty.html") continue;
      const id = await page.locator("section.type").first().getAttribute("id");
      await choose(page, name === "directory.html" ? "type/account" : id);
      await page.locator("section.type.open").waitFor();
      await openAll(page);
      await page.getByRole("searchbox").fill("a");
      await assertAccessible(page);
    }
  }
});

test("a phone doesn't scroll sideways", async (context) => {
  for (const name of ["directory.html", "escaped.html"]) {
    const page = await open(context, name, { viewport: { width: 320, height: 640 } });
    for (const id of ["all", ...(await page.locator("section.type").evaluateAll((all) => all.map((section) => section.id)))]) {
      await choose(page, id);
      await page.waitForFunction((id) => document.getElementById(id).classList.contains("open"), id);
      await openAll(page);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, `${name}: ${id}`);
    }
  }
});

test("on a phone the list appears while searching", async (context) => {
  const page = await open(context, "directory.html", { viewport: PHONE });
  assert.equal(await page.locator("nav").isVisible(), false);
  await page.getByRole("searchbox").fill("sess");
  await page.locator("nav").getByText("session").click();
  await assertShows(page, "session");
  await page.locator("nav").waitFor({ state: "hidden" });
});

test("the keyboard's focus is visible everywhere", async (context) => {
  const page = await open(context, "directory.html");
  await choose(page, "type/session");
  await page.locator("section.open.type").waitFor();
  await page.getByRole("button", { name: "Dark mode" }).focus();
  const seen = new Set();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      const style = getComputedStyle(activeElement);
      return { name: activeElement.tagName, width: parseFloat(style.outlineWidth), style: style.outlineStyle };
    });
    if (focused.name === "BODY") break;
    seen.add(focused.name);
    assert.ok(focused.style !== "none" && focused.width >= 2, JSON.stringify(focused));
  }
  assert.ok(seen.has("A") && seen.has("SUMMARY"), [...seen].join());
});

test("everything is there without a script, and printed", async (context) => {
  const page = await open(context, "directory.html", { javaScriptEnabled: false });
  assert.equal(await page.locator("section.type >> visible=true").count(), 18);
  assert.equal(await page.getByRole("searchbox").count(), 0, "a search that does nothing isn't shown");
  assert.equal(await page.locator("button >> visible=true").count(), 0);
  const printed = await open(context, "directory.html", { colorScheme: "dark" });
  await choose(printed, "type/session");
  await assertShows(printed, "session");
  await printed.emulateMedia({ media: "print" });
  await printed.locator("header").waitFor({ state: "hidden" });
  assert.equal(await printed.locator("section.type >> visible=true").count(), 18);
  assert.equal(await background(printed), "rgb(255, 255, 255)");
});

test("three hundred types are searched", async (context) => {
  const page = await open(context, "many.html");
  await page.getByRole("searchbox").fill("type_29");
  await assertFound(page, "10 record types");
  await page.keyboard.press("Enter");
  await assertShows(page, "type_290");
});

test("the picture of README", async (context) => {
  const page = await open(context, "directory.html", { viewport: { width: 1280, height: 900 } });
  await choose(page, "type/membership");
  await page.locator("section.open.type").waitFor();
  await page.screenshot({ path: path.join(process.env.IMAGES, "catalog.png") });
});
