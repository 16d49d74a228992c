/** What an app writes its configuration files with. */
export { yamlText } from '../manifest/yaml-text';
