// The page of the network.

import "./styles/page.css";
import "./network/probe.js";
import { networkSection } from "./network/network.js";
import { start } from "./page/start.js";
import { compareSection } from "./sections/compare.js";
import { textSection } from "./sections/texts.js";

start({ network: networkSection, compare: compareSection, texts: textSection });
