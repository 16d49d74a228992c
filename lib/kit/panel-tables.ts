/** Panels that are tables: a row for each set of labels, a column for each query. */
import { type Surroundings, linkTo } from './dashboard-links';
import type { CellOptions, OverrideJson, TableField, TableOptions } from './grafana-types';
import { field, mapping } from './panel-fields';
import { type Body, opening } from './panel-body';
import { metrics, now, refId } from './panel-queries';
import type { Column, Table } from './panels';

export function tableBody({ labels, columns, sortBy, opens, urls = {}, nothing }: Table, around: Surroundings): Body {
  const headings = Object.values(labels);
  const custom: TableField = { align: 'auto', inspect: false, cellOptions: { type: 'auto' } };
  const options: TableOptions = {
    frameIndex: 0,
    showHeader: true,
    cellHeight: 'sm',
    sortBy: [sortBy ? { displayName: sortBy, desc: true } : { displayName: headings[0]!, desc: false }],
  };
  const links = [
    ...opening(opens, (label) => `\${__data.fields.${labels[label] ?? label}}`, around),
    ...Object.entries(urls).map(([title, url]) => linkTo(title, url)),
  ];
  return {
    type: 'table',
    datasource: metrics,
    targets: columns.map(({ query }, i) => now(i, query, 'table')),
    options,
    transformations: [{ id: 'merge', options: {} }, organize(labels, columns)],
    fieldConfig: {
      defaults: { custom, links, ...(nothing !== undefined && { noValue: nothing }) },
      overrides: columns.map(columnOverride),
    },
  };
}

/** Labels first, then the columns, each under its heading; the moment of the query is no news. */
function organize(labels: Table['labels'], columns: readonly Column[]) {
  const values = columns.map((_, i) => (columns.length > 1 ? `Value #${refId(i)}` : 'Value'));
  const order = [...Object.keys(labels), ...values];
  return {
    id: 'organize',
    options: {
      excludeByName: { Time: true },
      indexByName: Object.fromEntries(order.map((name, i) => [name, i])),
      renameByName: { ...labels, ...Object.fromEntries(values.map((name, i) => [name, columns[i]!.title])) },
    },
  };
}

function columnOverride({ title, levels, words, ...measured }: Column): OverrideJson {
  const cell: CellOptions = { type: 'color-text' };
  const { unit, thresholds } = field({ ...measured, levels });
  return {
    matcher: { id: 'byName', options: title },
    properties: [
      { id: 'unit', value: unit },
      ...(levels ? [{ id: 'thresholds', value: thresholds }] : []),
      ...(words ? [{ id: 'mappings', value: [mapping(words)] }] : []),
      ...(levels || words ? [{ id: 'custom.cellOptions', value: cell }] : []),
    ],
  };
}
