// How the page of a comparison looks. Differences are told by sign and word as well as by colour.
import { reportStyle } from '../html/report-style'

export const comparisonStyle = `${reportStyle}
h4 { margin: 0.6rem 0 0; font-size: 0.9rem; }
section { border: 1px solid var(--line); border-left: 4px solid; border-radius: 4px; padding: 0.6rem 0.9rem; margin: 0.8rem 0; break-inside: avoid-page; }
section.added { border-left-color: var(--added); } section.removed { border-left-color: var(--removed); }
section.changed { border-left-color: var(--changed); } section.moved { border-left-color: var(--moved); }
pre { margin: 0.5rem 0 0; padding: 0.5rem; background: var(--soft); font: 0.82rem/1.45 ui-monospace, monospace; white-space: pre-wrap; }
pre span { display: block; } .ins { background: var(--ins); } .del { background: var(--del); } .at { color: var(--quiet); }
summary { cursor: pointer; margin-top: 1.5rem; font-weight: 600; }
@media print { section { break-inside: auto; } pre, .ins, .del { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`
