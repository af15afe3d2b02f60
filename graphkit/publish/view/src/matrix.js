// The page of the matrices.

import "./styles/page.css";
import { matrixSections } from "./matrix/matrix.js";
import { start } from "./page/start.js";
import { compareSection } from "./sections/compare.js";
import { textSection } from "./sections/texts.js";

start({ ...matrixSections, compare: compareSection, texts: textSection });
