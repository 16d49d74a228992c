import type { AlertCases } from '../../kit/alert-cases';

const waiting = (pod: string) => `llamacpp:requests_deferred{namespace="ml",pod="${pod}"}`;

export const chatLargeAlertCases: AlertCases = {
  app: 'chat-large',
  alerts: {
    ChatLargeQueueLong: [
      {
        when: 'three questions wait for half an hour',
        series: {
          [waiting('chat-large-0-5d8f9c7b6-x2x4z')]: '2x70',
          [waiting('chat-large-1-5d8f9c7b6-x2x4z')]: '1x70',
        },
        at: '31m',
        fires: [{ summary: '3 questions wait for 2 servers of the large model' }],
      },
      {
        when: 'three questions waited for a quarter of an hour',
        series: { [waiting('chat-large-0-5d8f9c7b6-x2x4z')]: '3x15 0x55' },
        at: '31m',
        fires: [],
      },
      {
        when: 'each server has one more waiting',
        series: {
          [waiting('chat-large-0-5d8f9c7b6-x2x4z')]: '1x90',
          [waiting('chat-large-1-5d8f9c7b6-x2x4z')]: '1x90',
        },
        at: '40m',
        fires: [],
      },
      {
        when: 'questions wait for the other model',
        series: { [waiting('chat-0-5d8f9c7b6-x2x4z')]: '9x90' },
        at: '40m',
        fires: [],
      },
    ],
  },
};
