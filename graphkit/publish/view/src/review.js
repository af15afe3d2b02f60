// The page in which a person reviews the reading.

import "./styles/colours.css";
import "./styles/base.css";
import "./styles/review.css";
import { start } from "./review/review.js";

start();
