// SPDX-License-Identifier: GPL-2.0
/*
 * pwmfake: a PWM chip with one channel and no pins, so that the kernel's own /sys/class/pwm checks what the
 * kernel-pwm driver writes: polarity only while disabled, a period never below the duty.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pwm.h>

static struct platform_device *device;
static struct pwm_chip chip;

static int apply(struct pwm_chip *unused, struct pwm_device *pwm, const struct pwm_state *state)
{
	return 0;
}

static const struct pwm_ops ops = { .apply = apply, .owner = THIS_MODULE };

static int __init pwmfake_init(void)
{
	int failed;

	device = platform_device_register_simple("pwmfake", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device))
		return PTR_ERR(device);
	chip.dev = &device->dev;
	chip.ops = &ops;
	chip.npwm = 1;
	failed = pwmchip_add(&chip);
	if (failed)
		platform_device_unregister(device);
	return failed;
}

static void __exit pwmfake_exit(void)
{
	pwmchip_remove(&chip);
	platform_device_unregister(device);
}

module_init(pwmfake_init);
module_exit(pwmfake_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("PWM chip without pins, for tests");
