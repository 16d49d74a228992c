/** The daemon's own type: temperature in °C, duty as a ratio of full speed, coldest point first. */
export type { Curve } from '../../thermal-daemon/src/curve';
