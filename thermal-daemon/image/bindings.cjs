// Stands in for the package "bindings" inside the image: the add-on lies beside the bundle.
module.exports = () => require('./i2c.node');
