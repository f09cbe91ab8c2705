import { Option } from '@commander-js/extra-typings';

/** The stage, as a part of the stacks' names. */
export const stageOption = () => new Option('--stage <stage>', 'the stage of the stack').default('local');

/** The address of AWS; default: AWS itself, with the usual credentials and region. */
export const endpointOption = () => new Option('--endpoint-url <url>', "the local host's AWS address");
