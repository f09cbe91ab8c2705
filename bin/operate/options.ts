import { Option } from '@commander-js/extra-typings';

/** The stage, as a part of the stack's name. */
export const stageOption = () => new Option('--stage <stage>', 'the stage of the stack').default('local');

/** Where AWS is: without it AWS itself, with the usual credentials and region. */
export const endpointOption = () => new Option('--endpoint-url <url>', "the local host's AWS address");
