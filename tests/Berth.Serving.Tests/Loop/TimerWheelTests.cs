using Berth.Model;
using Berth.Serving.Loop;

namespace Berth.Serving.Tests.Loop;

public sealed class TimerWheelTests
{
    private const long Millisecond = 1_000_000;

    [Fact]
    public void Timers_expire_in_time_and_once_however_they_are_set_and_cleared()
    {
        var random = new RandomStream(1, "timers");
        var now = 123_456_789L;
        var wheel = new TimerWheel(now);
        var due = new Dictionary<LoopTimer, long>();
        for (var step = 0; step < 20_000; step++)
        {
            var moment = now + (long)(random.NextExponential(random.NextInt(4) == 0 ? 20_000 : 50) * Millisecond);
            LoopTimer timer = null!;
            timer = new(() => Assert.True(due.Remove(timer, out var wanted) && wanted <= now && wanted > now - 200 * Millisecond, "a timer expired at a wrong time"));
            wheel.Set(timer, moment);
            due[timer] = moment;
            if (random.NextInt(3) == 0 && due.Keys.ElementAtOrDefault(random.NextInt(due.Count)) is { } other)
            {
                wheel.Clear(other);
                due.Remove(other);
            }
            now += (long)(random.NextExponential(10) * Millisecond);
            Assert.All(due.Values, each => Assert.True(wheel.Earliest <= each + 2 * Millisecond));
            wheel.Advance(now);
            Assert.All(due.Values, each => Assert.True(each > now - 2 * Millisecond, "a timer did not expire"));
            if (due.Count > 60)
            {
                foreach (var left in due.Keys)
                    wheel.Clear(left);
                due.Clear();
            }
        }
    }

    [Fact]
    public void A_timer_may_set_itself_again()
    {
        var (wheel, times) = (new TimerWheel(0), 0);
        LoopTimer timer = null!;
        timer = new(() =>
        {
            times++;
            wheel.Set(timer, times * 10 * Millisecond);
        });
        wheel.Set(timer, 0);
        for (var now = 0L; now <= 1000 * Millisecond; now += Millisecond)
            wheel.Advance(now);
        Assert.InRange(times, 98, 101);
        wheel.Advance(100_000 * Millisecond);
    }

    [Fact]
    public void Nothing_is_due_when_nothing_is_set()
    {
        var wheel = new TimerWheel(0);
        var timer = new LoopTimer(() => Assert.Fail("it was cleared"));
        wheel.Set(timer, 5 * Millisecond);
        wheel.Clear(timer);
        wheel.Advance(100 * Millisecond);
        Assert.Equal(long.MaxValue, wheel.Earliest);
        wheel.Set(timer, long.MaxValue);
        wheel.Advance(200_000 * Millisecond);
        Assert.True(timer.IsSet);
    }
}
