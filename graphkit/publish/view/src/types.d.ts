// What the scripts hand to each other. The raw data is made by payload.py, columns.py and review.py.

export type Label =
  | "State" | "Body" | "Collective" | "Role" | "Objective" | "Principle" | "Mechanism" | "Group" | "Document"
  | "ThematicArea" | string;

/** A node of the graph that is no statement. */
export interface Entity {
  row: number;
  id: string;
  label: Label;
  name: string;
  es: string | null;
  facts: Record<string, any>;
  said: [Statement, Link][];
  ties: Fact[];
  search?: string;
}

export interface Statement {
  row: number;
  id: string;
  label: Label;
  kind: string;
  /** Row of the document among the entities. */
  document: number;
  section: string[];
  page: number | null;
  /** Number of its paragraph, as printed. */
  para: string | null;
  /** How to cite its place. */
  address: string | null;
  text: string;
  /** What follows the sentence, such as the rest of a list; null without one. */
  rest: string | null;
  /** Place on the strength scale, 0 where none is said. */
  strength: number;
  strengthWords: string | null;
  /** 1 for what it names, -1 against it, 0 where it takes no stand. */
  stand: number;
  language: string;
  /** 0 to 1. */
  score: number;
  rule: string;
  links: Link[];
  echoes: { statement: Statement; score: number }[];
  search?: string;
}

/** From a statement to an entity. Evidence is a list of [rule, score, from, to] or [rule, score, wording, ...]. */
export interface Link {
  type: string;
  entity: Entity;
  score: number;
  evidence: any[][];
}

/** Between entities, from reference data. */
export interface Fact {
  type: string;
  source: Entity;
  target: Entity;
  score: number;
  facts: Record<string, any>;
  reference: string | null;
}

export interface Graph {
  labels: { name: Label; kind: string | null; shape: string; colour: string; dark: string }[];
  linkTypes: string[];
  relations: string[];
  strengths: string[];
  rules: string[];
  /** Scores below it are uncertain. */
  uncertain: number;
  digest: string;
  entities: Entity[];
  statements: Statement[];
  byId: Map<string | null, any>;
  [column: string]: any;
}

/** The statements that join two entities; ``fact`` where reference data joins them, ``parts`` within clusters. */
export interface Tie {
  a: Entity;
  b: Entity;
  weight: number;
  score: number;
  statements: Statement[];
  fact?: Fact;
  parts?: Record<string, number>;
  strength?: number;
  stability?: number;
}

export interface ClusterTie extends Tie {
  strength: number;
  stability: number;
  parts: Record<string, number>;
}

/** A cluster's island: centre and radii in world units, members as rows of entities with their places. */
export interface Cluster {
  number: number;
  members: number[];
  places: [number, number][];
  x: number;
  y: number;
  rx: number;
  ry: number;
  stability: number | null;
  verdict: string;
  standsFor: (number | string)[];
}

export interface Answer {
  key: string;
  text: string;
  certainty: number | null;
  about: number[];
  quotes: [number, string][];
}

/** What one cell of a matrix shows and leads to. */
export interface Cell {
  lead: string;
  notes: any[];
  statements: Statement[];
  leads?: any;
}

export interface Matrix {
  rows: Entity[];
  columns: Entity[];
  raw: any;
  symmetric?: boolean;
  value(r: number, c: number): number;
  weight(r: number, c: number): number;
  look(r: number, c: number): { tone: string; mark?: string | null; unsure?: boolean; text?: string | number; bold?: boolean };
  words(r: number, c: number): string;
  rowTotal(r: number): Total;
  columnTotal(c: number): Total;
  legend(): LegendRow[];
  cell(row: Entity, column: Entity): Cell | null;
}

export interface Total {
  value: number;
  text: string;
  words?: string;
  share: number | null;
}

export interface LegendRow {
  tone: string;
  text: string;
  mark?: string | null;
  count?: number;
  sample?: string;
  bold?: boolean;
}

export interface App {
  pages: string[];
  title: string | null;
  language: string;
  /** Id of the node that the network shows first. */
  focus: string | null;
  graph: Graph;
  labels: Record<Label, Graph["labels"][number]>;
  places: Map<string, [number, number]>;
  answers: Record<string, { findings: Answer[]; missing: string[] }> | null;
  clusters: { groups: Cluster[]; ties: ClusterTie[] } | null;
  matrices: Record<string, Matrix>;
  comparison: Comparison;
  /** Rows of the documents whose whole text is in the page. */
  texts: Set<number>;
  notes: { methods: { name: string; formula: string; source: string }[]; open: string[] };
}

export interface Filters {
  documents: Set<string>;
  kinds: Set<string>;
  actors: Set<string>;
  objectives: Set<string>;
  groups: Set<string>;
  relations: Set<string>;
  from: number | null;
  to: number | null;
  confidence: number;
}

export interface Selection {
  type: "node" | "tie" | "statement" | "gaps" | "overlap" | "principles" | "bubble" | string;
  ids: string[];
}

/** Centre and width of the visible world. */
export type Camera = [number, number, number];

export interface State {
  page: string;
  preset: string;
  centre: string | null;
  labels: Set<Label>;
  detail: number;
  unfold: boolean;
  also: Set<string>;
  asTable: boolean;
  camera: Camera | null;
  selected: Selection | null;
  /** Id of the document that is read. */
  text: string | null;
  /** Id of the statement to bring into view in its text. */
  at: string | null;
  /** Ids of an actor and an objective that it says nothing on: where that would stand is after ``at``. */
  blank: [string, string] | null;
  /** Id of the objective on the map. */
  objective: string | null;
  /** Keys of the voices side by side. */
  left: string | null;
  right: string | null;
  filters: Filters;
  find: string;
  overview: boolean;
  orders: Record<string, { rows?: string; columns?: string }>;
  sortedBy: string | null;
  sort: { by: string; down: boolean };
  /** ``document``, ``year`` or ``region``. */
  split: string;
}

/** A saved view. */
export interface Slide {
  address: string;
  name: string;
  note: string;
}

/** ``toPrint``: what is added on paper. */
export interface Section {
  show(holder: HTMLElement): void;
  toPrint?(): any;
}

/** A shape in world units. */
export interface Layer {
  d: string;
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: number[];
  alpha?: number;
  full?: number;
  ground?: boolean;
  path?: Path2D;
}

/** A text in pixels. */
export interface Text {
  text: string;
  x: number;
  y: number;
  size: number;
  anchor?: "start" | "middle" | "end" | string;
  colour?: string;
  weight?: number;
  halo?: string;
  alpha?: number;
  turn?: number;
}

export interface Drawing {
  width: number;
  height: number;
  layers: Layer[];
  texts: Text[];
  move: { x: number; y: number; scale: number };
}

/** A node in the picture; ``side``: -1 left, 1 right, 0 inside; ``bar``: length of its row of dots. */
export interface Spot {
  entity: Entity;
  x: number;
  y: number;
  r: number;
  weight: number;
  side: number;
  bar?: number;
  middle?: boolean;
  cluster?: Cluster;
}

export interface Dot {
  statement: Statement;
  x: number;
  y: number;
  r: number;
  node: Spot | null;
}

/** A tie in the picture between two spots; ``bow``: how far it bows to the middle, 1 not at all. */
export interface Line {
  tie: Tie;
  a: Spot;
  b: Spot;
  bow?: number;
}

export interface Heading {
  entity: Entity;
  x: number;
  y: number;
  side: number;
  places: [number, number][];
}

export interface Scene {
  nodes: Spot[];
  ties: Line[];
  all?: Line[];
  dots: Dot[];
  headings: Heading[];
  areas: Cluster[];
  hidden: { ties: number; nodes: number; dots: number };
  byEntity: Map<Entity, Spot>;
  loose?: { x: number; y: number; count: number };
}

/** What is lit: the thing looked at and its neighbours. */
export interface Focus {
  main: Spot | null;
  nodes: Set<Spot>;
  ties: Set<Line>;
  dots: Set<Dot>;
  statement?: Statement;
}

export type Target =
  | { type: "node"; node: Spot; tie?: undefined; dot?: undefined }
  | { type: "tie"; tie: Line; node?: undefined; dot?: undefined }
  | { type: "statement"; dot: Dot; node?: undefined; tie?: undefined };

/** From world units to pixels of the picture. */
export interface Projection {
  scale: number;
  x(x: number): number;
  y(y: number): number;
}

export interface Size {
  width: number;
  height: number;
}

export type Colours = Record<"ink" | "page" | "soft" | "tie" | "strong" | "line", string>;

export type Values = Record<string, string>;

/** A statement under review; a sentence passed over has no id and says why it was. */
export interface Reviewed {
  key: string;
  id: string;
  document: string;
  section: string;
  page: string;
  wording: string;
  least_certain: string;
  as_read: string;
  read: Values;
  why?: string;
  /** What stands between it and what follows in its paragraph: spaces; undefined where there is more or nothing follows. */
  gap?: string;
  /** Of a piece: the key of the statement it comes from. */
  after?: string;
  suggested?: { by: string; values: Values; words: string }[];
}

export interface Decision {
  decision: "accept" | "change" | "reject" | "unsure" | string;
  /** Null where they are as they were read. */
  values: Values | null;
  coder: string;
  time: string;
}

export interface Code {
  id: string;
  name: string;
  es: string | null;
  facts: Record<string, any>;
  of: string | null;
}

/** A piece of a document: a heading (h), a statement (s) or its continuation (r), a sentence passed over (why), or
 * other text (t). The first piece of a block has its kind (b), the first on a page its number (p). */
export interface Item {
  h?: number;
  s?: number;
  r?: number;
  t?: string;
  why?: string;
  b?: string;
  p?: number;
}

/** A heading, paragraph, list item, table row, or what is not read for statements. */
export interface Block {
  kind: string;
  level: number;
  page: number | null;
  pieces: Item[];
}

/** Who speaks, alone or jointly; ``cells``: place of a column -> what is said on it. */
export interface Voice {
  key: string;
  names: Entity[];
  total: number;
  cells: Map<number, { statements: Statement[]; expected: number | null }>;
  stress: Map<number, { ratio: number; low: number; high: number; q: number }>;
}

export interface Comparison {
  columns: Entity[];
  voices: Voice[];
  /** Keys of two voices, joined by a line break -> how they lean. */
  pairs: Map<string, { alignment: number; together: boolean | null }>;
}

export interface Reviewing {
  page: { title: string | null; language: string };
  digest: string;
  documents: { id: string; name: string; language: string; whole: boolean; items: Item[] }[];
  statements: Reviewed[];
  edited: string[];
  closed: { kind: string[]; position: string[] };
  codes: Record<string, Code[]>;
  byCode: Record<string, Map<string, Code>>;
  decisions: Map<string, Decision>;
  pieces: Map<string, Reviewed>;
  steps: [string, Decision | undefined][][];
  coder: string;
  unsaved: Set<string>;
  kept: boolean;
}

/** What is shown of a reviewed statement. */
export interface Entry {
  statement: Reviewed;
  language?: string;
  place?: string;
  card?: HTMLElement;
}
