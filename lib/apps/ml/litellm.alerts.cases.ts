import type { AlertCases } from '../../kit/alert-cases';

const failed = (status: string) =>
  `litellm_proxy_failed_requests_metric_total{pod="litellm-a",exception_status="${status}",requested_model="qwen3-0.6b"}`;
const total = 'litellm_proxy_total_requests_metric_total{pod="litellm-a",requested_model="qwen3-0.6b"}';
const redis = (what: string) => `litellm_redis_${what}_requests_total{pod="litellm-a"}`;

export const litellmAlertCases: AlertCases = {
  app: 'litellm',
  alerts: {
    ModelRequestsFail: [
      {
        when: 'a fifth of the requests runs into a dead model server',
        series: { [failed('500')]: '0+1x40', [failed('None')]: '0+1x40', [total]: '0+10x40' },
        at: '30m',
        fires: [{ summary: '20% of requests to the models fail' }],
      },
      {
        when: 'one in twelve fails',
        series: { [failed('500')]: '0+1x40', [total]: '0+12x40' },
        at: '35m',
        fires: [],
      },
      {
        when: 'somebody asks with a wrong key all the time',
        series: { [failed('401')]: '0+9x40', [total]: '0+10x40' },
        at: '35m',
        fires: [],
      },
      {
        when: 'exactly one in ten fails',
        series: { [failed('500')]: '0+1x40', [total]: '0+10x40' },
        at: '35m',
        fires: [],
      },
    ],
    ModelCacheDead: [
      {
        when: 'Redis refuses nearly every call',
        series: { [redis('failed')]: '0+9x40', [redis('total')]: '0+10x40' },
        at: '30m',
        fires: [{ summary: 'LiteLLM does without its cache: 90% of calls to Redis fail' }],
      },
      {
        when: 'two calls of five fail',
        series: { [redis('failed')]: '0+4x40', [redis('total')]: '0+10x40' },
        at: '35m',
        fires: [],
      },
      {
        when: 'a failover costs five minutes of calls',
        series: { [redis('failed')]: '0x5 0+10x3 30x40', [redis('total')]: '0+10x60' },
        at: '18m',
        fires: [],
      },
      {
        when: 'exactly half of the calls fail',
        series: { [redis('failed')]: '0+5x40', [redis('total')]: '0+10x40' },
        at: '35m',
        fires: [],
      },
    ],
  },
};
