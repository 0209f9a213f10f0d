import type { Sprak } from '../sprak';
import { graphiqlEn } from './en';
import { graphiqlNb, type Graphiqltekst } from './nb';

export const graphiqltekster: Record<Sprak, Graphiqltekst> = { nb: graphiqlNb, en: graphiqlEn };
