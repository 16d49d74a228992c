/**
 * A copy of an object whose containers request a share of the processor time that they did. All blades are on one machine,
 * whose cores each of their kubelets counts: a pod that wants most of a blade's four would find no blade with two.
 */
export function withShareOfCores<T>(object: T, share: number): T {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [
      key,
      key === 'requests' ? scaled(each, share) : visit(each),
    ]);
    return Object.fromEntries(entries) as unknown;
  };
  return visit(object) as T;
}

function scaled(requests: unknown, share: number): unknown {
  const { cpu, ...others } = requests as { cpu?: string };
  if (cpu === undefined) return requests;
  const thousandths = cpu.endsWith('m') ? Number(cpu.slice(0, -1)) : Number(cpu) * 1000;
  return { ...others, cpu: `${Math.ceil(thousandths * Math.min(1, share))}m` };
}
