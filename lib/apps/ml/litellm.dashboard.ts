import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, row, traces } from '../../kit/panels';

const models = ['chat', 'chat-large', 'embeddings', 'reranker'];

/** From a question to its answer: gateway, models, retrieval. */
export const modelsDashboard: DashboardProps = {
  uid: 'models',
  title: 'The model path',
  purpose: 'How long an answer takes, and where that time goes: waiting, reading the question, or writing the answer.',
  links: ['postgres', 'redis', 'nodes'],
  rows: [
    row(
      'How long does somebody wait?',
      figure({
        title: 'First word, for most',
        help: 'Nine of ten streamed answers begin within this. Reading a long question is what takes a CM4 the time: 10 seconds are normal. Page: litellm.',
        unit: 'seconds',
        query: 'histogram_quantile(0.9, sum by (le) (rate(litellm_llm_api_time_to_first_token_metric_bucket[15m])))',
        levels: ['green', [15, 'orange'], [60, 'red']],
        nothing: 'nobody asks',
      }),
      figure({
        title: 'Whole answer, for most',
        help: 'Nine of ten requests end within this. An answer of 300 words takes a CM4 about a minute.',
        unit: 'seconds',
        query: 'histogram_quantile(0.9, sum by (le) (rate(litellm_request_total_latency_metric_bucket[15m])))',
        levels: ['green', [120, 'orange'], [300, 'red']],
        nothing: 'nobody asks',
      }),
      figure({
        title: 'Requests that wait',
        help: 'Every model server works on one question at a time. Normal: none; more than the number of servers for long is too many people for the rack.',
        about: ['chat', 'chat-large'],
        unit: 'count',
        query: 'sum(llamacpp:requests_deferred)',
        levels: ['green', [1, 'orange'], [8, 'red']],
      }),
      figure({
        title: 'Requests that fail',
        help: 'Share of the last quarter of an hour. Normal: none.',
        unit: 'share',
        query:
          'sum(rate(litellm_proxy_failed_requests_metric_total[15m])) / sum(rate(litellm_proxy_total_requests_metric_total[15m]))',
        levels: ['green', [0.01, 'orange'], [0.1, 'red']],
        nothing: 'nobody asks',
      }),
      lines({
        title: 'First word and whole answer',
        help: 'The gap between the two is writing; what is below the first word is waiting and reading.',
        unit: 'seconds',
        min: 0,
        lines: {
          'first word, half of them':
            'histogram_quantile(0.5, sum by (le) (rate(litellm_llm_api_time_to_first_token_metric_bucket[15m])))',
          'first word, nine of ten':
            'histogram_quantile(0.9, sum by (le) (rate(litellm_llm_api_time_to_first_token_metric_bucket[15m])))',
          'whole answer, half of them':
            'histogram_quantile(0.5, sum by (le) (rate(litellm_request_total_latency_metric_bucket[15m])))',
          'whole answer, nine of ten':
            'histogram_quantile(0.9, sum by (le) (rate(litellm_request_total_latency_metric_bucket[15m])))',
        },
        width: 12,
      }),
      lines({
        title: 'Who asks for what?',
        help: 'Requests by model, with those that were answered from the cache.',
        unit: 'per second',
        min: 0,
        lines: {
          '{{requested_model}}': 'sum by (requested_model) (rate(litellm_proxy_total_requests_metric_total[15m]))',
        },
        width: 12,
      }),
    ),
    row(
      'Where does the time go?',
      lines({
        title: 'How fast does it write?',
        help: 'Tokens a second of one server while it writes. Normal for the default model: 5. Less is heat, or neighbours on the blade.',
        about: ['chat', 'chat-large'],
        unit: 'tokens/s',
        min: 0,
        lines: {
          '{{pod}}':
            'rate(llamacpp:tokens_predicted_total{pod=~"chat.*"}[15m]) / rate(llamacpp:tokens_predicted_seconds_total{pod=~"chat.*"}[15m])',
        },
      }),
      lines({
        title: 'How fast does it read?',
        help: 'Tokens a second of one server while it reads a question and what retrieval put before it. Fewer or shorter passages help most.',
        about: ['chat', 'chat-large'],
        unit: 'tokens/s',
        min: 0,
        lines: {
          '{{pod}}':
            'rate(llamacpp:prompt_tokens_total{pod=~"chat.*"}[15m]) / rate(llamacpp:prompt_seconds_total{pod=~"chat.*"}[15m])',
        },
      }),
      lines({
        title: 'Who works, who waits?',
        help: 'Requests under way and waiting, by kind of model. Waiting while servers are idle is a gateway that does not spread.',
        about: models,
        unit: 'count',
        min: 0,
        lines: {
          '{{pod}} works': 'llamacpp:requests_processing',
          '{{pod}}: waiting': 'llamacpp:requests_deferred > 0',
        },
      }),
      lines({
        title: 'Retrieval: embedding and reranking',
        help: 'Tokens a second that embedding and reranking get through. Both come before the first word.',
        about: ['embeddings', 'reranker'],
        unit: 'tokens/s',
        min: 0,
        lines: {
          '{{pod}}':
            'rate(llamacpp:prompt_tokens_total{pod=~"(embeddings|reranker).*"}[15m]) / rate(llamacpp:prompt_seconds_total{pod=~"(embeddings|reranker).*"}[15m])',
        },
      }),
      traces({
        title: 'Where did eight seconds go?',
        help: 'Answers that took longer than eight seconds. Open one: its spans show Open WebUI, the gateway, and each call of a model or of the database; from a span one gets to the model servers at that time.',
        about: ['tempo'],
        query: '{ resource.service.name = "open-webui" && duration > 8s }',
        width: 24,
      }),
    ),
  ],
};
