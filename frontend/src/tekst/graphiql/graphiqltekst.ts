import type { Kontorsprak } from '../kontorsprak';
import { graphiqlEn } from './en';
import { graphiqlNb, type Graphiqltekst } from './nb';

export const graphiqltekster: Record<Kontorsprak, Graphiqltekst> = { nb: graphiqlNb, en: graphiqlEn };
