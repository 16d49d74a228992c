// SPDX-License-Identifier: GPL-2.0
/*
 * fanfake: an I2C adapter with one EMC2301 look-alike at 0x2f, for tests of the thermal daemon in a virtual machine.
 *
 * The chip has its power-on values, a tach that follows the duty, and the watchdog as we read it in the datasheet:
 * power-up mode until the first write of the fan setting, continuous mode while WD_EN is set, full drive after four
 * seconds without traffic to the chip. What can be broken is a module parameter below
 * /sys/module/fanfake/parameters, so a shell can do it.
 */
#include <linux/i2c.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/delay.h>
#include <linux/workqueue.h>

#define CHIP_ADDRESS		0x2f
#define REG_CONFIGURATION	0x20
#define REG_STATUS		0x24
#define REG_SETTING		0x30
#define REG_CONFIGURATION_1	0x32
#define REG_TACH_HIGH		0x3e
#define REG_TACH_LOW		0x3f
#define WD_EN			0x20
#define STATUS_WATCH		0x80
#define WATCHDOG_SECONDS	4
#define FULL_RPM		5000
#define TACH_CEILING		0x1fff

static int bus = 1;
module_param(bus, int, 0444);
MODULE_PARM_DESC(bus, "number of the adapter");

static int err;
module_param(err, int, 0644);
MODULE_PARM_DESC(err, "errno that transfers fail with, 0 for none");

static int err_count = -1;
module_param(err_count, int, 0644);
MODULE_PARM_DESC(err_count, "how many transfers fail, -1 for all of them");

static uint delay_ms;
module_param(delay_ms, uint, 0644);
MODULE_PARM_DESC(delay_ms, "how long a transfer takes");

static bool stall;
module_param(stall, bool, 0644);
MODULE_PARM_DESC(stall, "the fan stands, whatever drives it");

static bool absent;
module_param(absent, bool, 0644);
MODULE_PARM_DESC(absent, "the chip does not acknowledge");

static uint wd_fired;
module_param(wd_fired, uint, 0644);
MODULE_PARM_DESC(wd_fired, "how often the watchdog drove full speed");

static uint transfers;
module_param(transfers, uint, 0644);
MODULE_PARM_DESC(transfers, "transfers that reached the chip");

static uint duty_writes;
module_param(duty_writes, uint, 0644);
MODULE_PARM_DESC(duty_writes, "writes of the fan setting");

static uint stray_writes;
module_param(stray_writes, uint, 0644);
MODULE_PARM_DESC(stray_writes, "writes to address 0, the general call");

static DEFINE_SPINLOCK(chip_lock);
static u8 registers[256];
static u8 latched_low;
static bool power_up_mode;
static struct timer_list watchdog;

static struct i2c_adapter adapter;
static bool adapter_present;
static bool adapter_going;

struct power_on_value {
	u8 reg, value;
};

static const struct power_on_value power_on_values[] = {
	{ 0x20, 0x40 }, { 0x31, 0x01 }, { 0x32, 0x2b }, { 0x33, 0x28 }, { 0x35, 0x2a }, { 0x36, 0x19 },
	{ 0x37, 0x10 }, { 0x38, 0x66 }, { 0x39, 0xf5 }, { 0x3c, 0xf8 }, { 0x3d, 0xff }, { 0xfd, 0x37 },
	{ 0xfe, 0x5d }, { 0xff, 0x80 },
};

static void watchdog_expired(struct timer_list *unused)
{
	unsigned long flags;

	spin_lock_irqsave(&chip_lock, flags);
	registers[REG_SETTING] = 0xff;
	registers[REG_STATUS] |= STATUS_WATCH;
	wd_fired++;
	spin_unlock_irqrestore(&chip_lock, flags);
}

static void feed_watchdog(void)
{
	if (power_up_mode || (registers[REG_CONFIGURATION] & WD_EN))
		mod_timer(&watchdog, jiffies + WATCHDOG_SECONDS * HZ);
	else
		del_timer(&watchdog);
}

static void power_on(void)
{
	unsigned long flags;
	int i;

	spin_lock_irqsave(&chip_lock, flags);
	memset(registers, 0, sizeof(registers));
	for (i = 0; i < ARRAY_SIZE(power_on_values); i++)
		registers[power_on_values[i].reg] = power_on_values[i].value;
	power_up_mode = true;
	feed_watchdog();
	spin_unlock_irqrestore(&chip_lock, flags);
}

/* 13 bits, clock 32768 Hz, two-pulse fan: count = 3932160 * m / rpm, m being 1, 2, 4 or 8 by RANGE. */
static u16 tach_count(void)
{
	u32 rpm = FULL_RPM * registers[REG_SETTING] / 255;
	u32 multiplier = 1 << ((registers[REG_CONFIGURATION_1] >> 5) & 3);

	if (stall || rpm == 0)
		return TACH_CEILING;
	return min_t(u32, 3932160 * multiplier / rpm, TACH_CEILING);
}

static u8 read_register(u8 reg)
{
	u16 count;
	u8 value;

	switch (reg) {
	case REG_STATUS:
		value = registers[reg];
		registers[reg] = 0;
		return value;
	case REG_TACH_HIGH:
		count = tach_count();
		latched_low = (count << 3) & 0xff;
		return count >> 5;
	case REG_TACH_LOW:
		return latched_low;
	default:
		return registers[reg];
	}
}

static void write_register(u8 reg, u8 value)
{
	if (reg >= 0xfd)
		return;
	registers[reg] = value;
	if (reg == REG_SETTING) {
		power_up_mode = false;
		duty_writes++;
	}
}

/* Called without the lock: a slow bus sleeps. */
static int injected_error(u16 address, char direction)
{
	if (delay_ms)
		msleep(delay_ms);
	if (adapter_going)
		return -ENODEV;
	if (address == 0 && direction == I2C_SMBUS_WRITE)
		stray_writes++;
	if (address != CHIP_ADDRESS || absent)
		return -EREMOTEIO;
	if (err && err_count) {
		if (err_count > 0)
			err_count--;
		return -abs(err);
	}
	return 0;
}

static s32 smbus_xfer(struct i2c_adapter *unused, u16 address, unsigned short flags, char direction, u8 command,
		      int size, union i2c_smbus_data *data)
{
	unsigned long saved;
	int failed = injected_error(address, direction);

	if (failed)
		return failed;
	/* Words, two registers in one transfer, are what the kernel's emc2305 driver reads the tach with. */
	if (size != I2C_SMBUS_BYTE_DATA && !(size == I2C_SMBUS_WORD_DATA && direction == I2C_SMBUS_READ))
		return -EOPNOTSUPP;
	spin_lock_irqsave(&chip_lock, saved);
	if (direction == I2C_SMBUS_WRITE)
		write_register(command, data->byte);
	else if (size == I2C_SMBUS_BYTE_DATA)
		data->byte = read_register(command);
	else
		data->word = read_register(command) | read_register(command + 1) << 8;
	transfers++;
	feed_watchdog();
	spin_unlock_irqrestore(&chip_lock, saved);
	return 0;
}

static u32 functionality(struct i2c_adapter *unused)
{
	return I2C_FUNC_SMBUS_BYTE_DATA | I2C_FUNC_SMBUS_WORD_DATA;
}

static const struct i2c_algorithm algorithm = {
	.smbus_xfer = smbus_xfer,
	.functionality = functionality,
};

static int add_adapter(void)
{
	int failed;

	memset(&adapter, 0, sizeof(adapter));
	adapter.owner = THIS_MODULE;
	adapter.algo = &algorithm;
	adapter.nr = bus;
	strscpy(adapter.name, "fanfake (i2c@7e804000)", sizeof(adapter.name));
	adapter_going = false;
	failed = i2c_add_numbered_adapter(&adapter);
	adapter_present = !failed;
	return failed;
}

/*
 * Removing an adapter waits until every open /dev/i2c-N is closed, and until then transfers of old descriptors would
 * still work; a device that was pulled out fails them at once instead.
 */
static void change_presence(struct work_struct *unused)
{
	if (adapter_going && adapter_present) {
		i2c_del_adapter(&adapter);
		adapter_present = false;
	} else if (!adapter_going && !adapter_present) {
		add_adapter();
	}
}
static DECLARE_WORK(presence_work, change_presence);

static int set_present(const char *text, const struct kernel_param *unused)
{
	bool present;
	int failed = kstrtobool(text, &present);

	if (failed)
		return failed;
	adapter_going = !present;
	schedule_work(&presence_work);
	return 0;
}

static int get_present(char *buffer, const struct kernel_param *unused)
{
	return sysfs_emit(buffer, "%d\n", adapter_present);
}

static const struct kernel_param_ops present_ops = { .set = set_present, .get = get_present };
module_param_cb(present, &present_ops, NULL, 0644);
MODULE_PARM_DESC(present, "write 0 to pull the adapter out, 1 to plug it in again");

static int set_power_cycle(const char *text, const struct kernel_param *unused)
{
	power_on();
	return 0;
}

static const struct kernel_param_ops power_cycle_ops = { .set = set_power_cycle };
module_param_cb(power_cycle, &power_cycle_ops, NULL, 0200);
MODULE_PARM_DESC(power_cycle, "write anything: the chip returns to its power-on values");

static int get_duty(char *buffer, const struct kernel_param *unused)
{
	return sysfs_emit(buffer, "%u\n", registers[REG_SETTING]);
}

static const struct kernel_param_ops duty_ops = { .get = get_duty };
module_param_cb(duty, &duty_ops, NULL, 0444);
MODULE_PARM_DESC(duty, "what drives the fan now, 0 to 255, read without touching the chip");

static int __init fanfake_init(void)
{
	timer_setup(&watchdog, watchdog_expired, 0);
	power_on();
	return add_adapter();
}

static void __exit fanfake_exit(void)
{
	cancel_work_sync(&presence_work);
	if (adapter_present)
		i2c_del_adapter(&adapter);
	del_timer_sync(&watchdog);
}

module_init(fanfake_init);
module_exit(fanfake_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("I2C adapter with one fan controller, for tests");
