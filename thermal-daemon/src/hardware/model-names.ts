const chipModels = ['emc2301', 'emc2302', 'emc2303', 'emc2305', 'emc2101'] as const;
export type ChipModel = (typeof chipModels)[number];

export const isChipModel = (name: string): name is ChipModel => chipModels.some((model) => model === name);
