// The way to every state of every page, by the address it has in the router.
import { innsynsveier } from './innsynsveier.mjs';
import { kontorveier } from './kontorveier.mjs';
import { portalveier, skjemaveier } from './portalveier.mjs';

export const veier = { ...portalveier, ...skjemaveier, ...innsynsveier, ...kontorveier };
