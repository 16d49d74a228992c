/** Fan curve of the rack file: temperature in °C, duty as a ratio of full speed, in rising order. */
export type Curve = { celsius: number; duty: number }[];
