// The page of the matrices.

import "./styles/page.css";
import { matrixSections } from "./matrix/matrix.js";
import { start } from "./page/start.js";

start(matrixSections);
