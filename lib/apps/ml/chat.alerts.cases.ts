import type { AlertCases } from '../../kit/alert-cases';

const waiting = (pod: string) => `llamacpp:requests_deferred{namespace="ml",pod="${pod}"}`;

export const chatAlertCases: AlertCases = {
  app: 'chat',
  alerts: {
    ChatQueueLong: [
      {
        when: 'six questions wait for a quarter of an hour',
        series: { [waiting('chat-0-5d8f9c7b6-x2x4z')]: '4x30', [waiting('chat-1-5d8f9c7b6-x2x4z')]: '2x30' },
        at: '16m',
        fires: [{ summary: '6 questions wait for 4 model servers' }],
      },
      {
        when: 'each server has one more waiting',
        series: { [waiting('chat-0-5d8f9c7b6-x2x4z')]: '2x30', [waiting('chat-1-5d8f9c7b6-x2x4z')]: '2x30' },
        at: '25m',
        fires: [],
      },
      {
        when: 'questions wait for the large model',
        series: { [waiting('chat-large-0-5d8f9c7b6-x2x4z')]: '50x30' },
        at: '25m',
        fires: [],
      },
      {
        when: 'documents wait for embeddings',
        series: { [waiting('embeddings-0')]: '50x30' },
        at: '25m',
        fires: [],
      },
    ],
  },
};
