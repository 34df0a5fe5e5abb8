// How reports look: a page of a system font, light and dark by the reader's system, on paper without its margins. Differences and kinds have a colour
// beside a word, never alone.

export const reportStyle = `
:root { --ink: #1c2024; --quiet: #5b6470; --line: #d5dae0; --back: #ffffff; --soft: #f4f6f8;
  --ins: #e3f6e8; --del: #fdeaea; --added: #16703a; --removed: #b3261e; --changed: #1f5fae; --moved: #6b4fa0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #a3acb6; --line: #3a424b; --back: #14181c; --soft: #1d2329;
  --ins: #12341f; --del: #43191b; --added: #6fd08c; --removed: #ff9c95; --changed: #8ab8f2; --moved: #c3a8f0; } }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1.5rem; color: var(--ink); background: var(--back);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2rem; font-size: 1.2rem; } h3 { margin: 0; font: 600 0.95rem/1.4 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
thead th, .sides th { background: var(--soft); } th[scope=row] { font-weight: 500; width: 34%; }
th small { display: block; color: var(--quiet); font-weight: 400; }
.what { margin: 0; color: var(--quiet); }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 11px; } }
`
