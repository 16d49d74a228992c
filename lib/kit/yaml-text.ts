/** What an app writes its configuration files with. */
export { configText as yamlText } from '../manifest/config-text';
