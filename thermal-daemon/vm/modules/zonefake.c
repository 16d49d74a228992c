// SPDX-License-Identifier: GPL-2.0
/*
 * zonefake: a thermal zone of the processor, as firmware gives one to a Raspberry Pi and QEMU's `virt` machine does not.
 * What it measures is the module parameter `millicelsius`, below /sys/module/zonefake/parameters.
 */
#include <linux/module.h>
#include <linux/thermal.h>

static int millicelsius = 50000;
module_param(millicelsius, int, 0644);
MODULE_PARM_DESC(millicelsius, "what the zone measures");

static int get_temp(struct thermal_zone_device *unused, int *temperature)
{
	*temperature = READ_ONCE(millicelsius);
	return 0;
}

static const struct thermal_zone_device_ops zone_ops = { .get_temp = get_temp };
static struct thermal_zone_device *zone;

static int __init zonefake_init(void)
{
	zone = thermal_tripless_zone_device_register("cpu-thermal", NULL, &zone_ops, NULL);
	if (IS_ERR(zone))
		return PTR_ERR(zone);
	return thermal_zone_device_enable(zone);
}

static void __exit zonefake_exit(void)
{
	thermal_zone_device_unregister(zone);
}

module_init(zonefake_init);
module_exit(zonefake_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("a processor's temperature, for tests");
