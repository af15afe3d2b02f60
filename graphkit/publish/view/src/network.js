// The page of the network.

import "./styles/page.css";
import "./network/probe.js";
import { networkSection } from "./network/network.js";
import { start } from "./page/start.js";

start({ network: networkSection });
