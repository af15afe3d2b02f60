// The page with every section.

import "./styles/page.css";
import "./network/probe.js";
import { mapSection } from "./map/map.js";
import { matrixSections } from "./matrix/matrix.js";
import { networkSection } from "./network/network.js";
import { start } from "./page/start.js";
import { compareSection } from "./sections/compare.js";
import { methodSection } from "./sections/method.js";
import { statementSection } from "./sections/statements.js";
import { textSection } from "./sections/texts.js";
import { timelineSection } from "./sections/timeline.js";

start({ network: networkSection, ...matrixSections, map: mapSection, compare: compareSection, timeline: timelineSection, texts: textSection, statements: statementSection, method: methodSection });
