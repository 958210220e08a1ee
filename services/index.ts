/** The services' public door. */
export type * from './services.js';
export { createServices, type ServicesOptions } from './create-services.js';
export { createEngineBill } from './inference/engine-cost.js';
