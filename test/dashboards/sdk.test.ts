import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import * as common from '@grafana/grafana-foundation-sdk/common';
import { panelJson } from '../../lib/kit/panel-json';
import { figure, lines } from '../../lib/kit/panels';

/** The SDK's builders are the oracle: what we write without them is what they would. */
const around = { apps: new Set<string>(), titles: new Map<string, string>() };
const source = { type: 'prometheus', uid: 'prometheus' };
const steps = [
  { value: null, color: 'green' },
  { value: 60, color: 'orange' },
];
const thresholds = new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute).steps(steps);

function query(expr: string): prometheus.DataqueryBuilder {
  return new prometheus.DataqueryBuilder()
    .refId('A')
    .datasource(source)
    .expr(expr)
    .format(prometheus.PromQueryFormat.TimeSeries)
    .editorMode(prometheus.QueryEditorMode.Code);
}

test('lines are the time series that the SDK builds', () => {
  const ours = panelJson(
    lines({
      title: 'Heat',
      help: 'how hot',
      unit: 'celsius',
      min: 0,
      levels: ['green', [60, 'orange']],
      lines: { '{{node}}': 'heat' },
    }),
    around,
  );
  const theirs = new timeseries.PanelBuilder()
    .title('Heat')
    .description('how hot')
    .datasource(source)
    .withTarget(query('heat').legendFormat('{{node}}').range())
    .unit('celsius')
    .decimals(0)
    .min(0)
    .thresholds(thresholds)
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassicByName))
    .lineWidth(1)
    .fillOpacity(8)
    .showPoints(common.VisibilityMode.Never)
    .insertNulls(120_000)
    .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed))
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
    )
    .build();
  expect(plain(theirs)).toEqual({ ...plain(ours), ...builderHabits });
});

test('a figure is the stat panel that the SDK builds', () => {
  const ours = panelJson(
    figure({ title: 'Heat', help: 'how hot', unit: 'celsius', levels: ['green', [60, 'orange']], query: 'heat' }),
    around,
  );
  const theirs = new stat.PanelBuilder()
    .title('Heat')
    .description('how hot')
    .datasource(source)
    .withTarget(query('heat').instant())
    .unit('celsius')
    .decimals(0)
    .thresholds(thresholds)
    .mappings([])
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds))
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(common.BigValueColorMode.Value)
    .justifyMode(common.BigValueJustifyMode.Center)
    .textMode(common.BigValueTextMode.Value)
    .wideLayout(false)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''))
    .orientation(common.VizOrientation.Auto)
    .build();
  expect(plain(theirs)).toEqual({ ...plain(ours), ...builderHabits });
});

/** What the builders write although it is the default. */
const builderHabits = { transparent: false, repeatDirection: 'h' };

function plain(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}
