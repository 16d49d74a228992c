// SPDX-License-Identifier: GPL-2.0
/*
 * pwmpin: says that a fan hangs on line 0 of the machine's PL061 GPIO chip, as a device tree would. The kernel's own
 * pwm-gpio driver then makes a PWM output of that line; this module has no logic of its own.
 */
#include <linux/gpio/machine.h>
#include <linux/module.h>
#include <linux/platform_device.h>

static struct platform_device *device;

/* QEMU's `virt` has one PL061, at this address. */
static struct gpiod_lookup_table line = {
	.dev_id = "pwm-gpio",
	.table = { GPIO_LOOKUP("9030000.pl061", 0, NULL, GPIO_ACTIVE_HIGH), {} },
};

static int __init pwmpin_init(void)
{
	gpiod_add_lookup_table(&line);
	device = platform_device_register_simple("pwm-gpio", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device)) {
		gpiod_remove_lookup_table(&line);
		return PTR_ERR(device);
	}
	return 0;
}

static void __exit pwmpin_exit(void)
{
	platform_device_unregister(device);
	gpiod_remove_lookup_table(&line);
}

module_init(pwmpin_init);
module_exit(pwmpin_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("a fan on a GPIO line, for tests");
