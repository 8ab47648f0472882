using Berth.Serving.Dispatch;

namespace Berth.Serving.Tests.Dispatch;

public sealed class DispatcherTests
{
    [Fact]
    public void A_replica_is_given_the_next_request_when_it_has_answered()
    {
        var scene = new Scene().Add("a").Add("b").Submit("1").Submit("2").Submit("3").Submit("4");
        Assert.Equal(2, scene.Tally.Queued);
        var (slow, quick) = scene.At("a").Contains('1') ? ("a", "b") : ("b", "a");
        scene.Complete("2");
        Assert.Equal("3", scene.At(quick));
        scene.Complete("3");
        Assert.Equal(("1", "4", 0), (scene.At(slow), scene.At(quick), scene.Tally.Queued));
    }

    [Fact]
    public void Free_replicas_take_turns()
    {
        var scene = new Scene().Add("a").Add("b").Add("c");
        foreach (var name in (string[])["1", "2", "3", "4", "5", "6"])
            scene.Submit(name).Complete(name);
        Assert.All(scene.Dispatcher.Replicas, replica => Assert.Equal(2, replica.Completed));
    }

    [Fact]
    public void Round_robin_binds_early_so_that_one_waits_while_another_is_free()
    {
        var scene = new Scene(balance: "round-robin").Add("a").Add("b").Submit("1").Submit("2").Complete("2").Submit("3").Submit("4");
        Assert.Equal(("1", "4", 1), (scene.At("a"), scene.At("b"), scene.Replica("a").Waiting.Count));
        scene.Complete("4");
        Assert.Equal(("1", ""), (scene.At("a"), scene.At("b")));
        scene.Complete("1");
        Assert.Equal("3", scene.At("a"));
    }

    [Fact]
    public void Least_outstanding_counts_for_each_slot_what_waits_and_what_is_served()
    {
        var scene = new Scene(balance: "least-outstanding").Add("a", slots: 2).Add("b", slots: 1);
        foreach (var name in (string[])["1", "2", "3", "4", "5", "6"])
            scene.Submit(name);
        Assert.Equal((4, 2), (scene.Replica("a").Outstanding, scene.Replica("b").Outstanding));
        Assert.Equal((2, 1), (scene.Replica("a").InFlight, scene.Replica("b").InFlight));
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("round-robin")]
    [InlineData("least-outstanding")]
    public void Requests_wait_for_a_replica_that_is_not_healthy_yet(string balance)
    {
        var scene = new Scene(balance: balance).Add("a", healthy: false).Submit("1").Submit("2");
        Assert.Equal(("", 2), (scene.At("a"), scene.Tally.Queued));
        scene.Healthy("a");
        Assert.Equal(("1", 1), (scene.At("a"), scene.Tally.Queued));
    }

    [Fact]
    public void A_full_queue_refuses_and_takes_again()
    {
        var scene = new Scene(new() { QueueLimit = 2 }).Add("a").Submit("1").Submit("2").Submit("3").Submit("4");
        Assert.Equal("503", scene.Answers("4"));
        Assert.Equal(1, scene.Tally.RefusedFor(Refusal.QueueFull));
        scene.Complete("1").Submit("5");
        Assert.Equal(("", 2), (scene.Answers("5"), scene.Tally.Queued));
    }

    [Fact]
    public void What_would_wait_too_long_is_refused_once_it_is_known_how_long_requests_take()
    {
        // One replica, 100 ms a request: the third waits 0.1 s, the fourth 0.2 s, the fifth would wait 0.3 s.
        var scene = new Scene(new() { AdmitSeconds = 0.25 }).Add("a").Submit("1").At(100).Complete("1").Submit("2").Submit("3").Submit("4").Submit("5").Submit("6");
        Assert.Equal(("", "", "503"), (scene.Answers("4"), scene.Answers("5"), scene.Answers("6")));
        Assert.Equal(1, scene.Tally.RefusedFor(Refusal.WaitTooLong));
    }

    [Fact]
    public void What_would_miss_its_deadline_is_refused_at_once()
    {
        var scene = new Scene().Add("a").Submit("1").At(100).Complete("1").Submit("2").Submit("3", deadline: 150).Submit("4", deadline: 150).Submit("5", deadline: 250);
        Assert.Equal(("", "503", ""), (scene.Answers("3"), scene.Answers("4"), scene.Answers("5")));
        Assert.Equal(1, scene.Tally.RefusedFor(Refusal.DeadlineTooShort));
    }

    [Fact]
    public void An_empty_queue_refuses_nothing_so_that_a_wrong_estimate_is_corrected()
    {
        var scene = new Scene().Add("a").Submit("1").At(9000).Complete("1");
        scene.Submit("2", deadline: 100);
        Assert.Equal(("", "2"), (scene.Answers("2"), scene.At("a")));
    }

    [Fact]
    public void A_passed_deadline_is_answered_and_the_request_leaves_the_queue()
    {
        var scene = new Scene().Add("a").Submit("1").Submit("2", deadline: 50).Submit("3").At(50).Expire("2").At(60).Complete("1");
        Assert.Equal(("504", "3", 1), (scene.Answers("2"), scene.At("a"), scene.Tally.TimedOut));
    }

    [Fact]
    public void A_replica_that_let_a_deadline_pass_gets_nothing_until_it_is_found_healthy()
    {
        var scene = new Scene().Add("a").Submit("1", deadline: 50).Submit("2").At(50).Expire("1");
        Assert.Equal(("504", "", ReplicaState.Ejected, 2), (scene.Answers("1"), scene.At("a"), scene.Replica("a").State, scene.Link("a").Checks));
        scene.Healthy("a");
        Assert.Equal("2", scene.At("a"));
    }

    [Fact]
    public void A_request_of_a_replica_that_died_goes_first_to_another()
    {
        var scene = new Scene().Add("a").Add("b").Submit("1").Submit("2").Submit("3");
        var (dead, other) = scene.At("a") == "1" ? ("a", "b") : ("b", "a");
        scene.Break("1");
        Assert.Equal((ReplicaState.Ejected, 2), (scene.Replica(dead).State, scene.Tally.Queued));
        scene.Complete("2");
        Assert.Equal("1", scene.At(other));
        scene.Complete("1").Complete("3");
        Assert.Equal(("200", "200", 1, 3), (scene.Answers("1"), scene.Answers("3"), scene.Tally.Retried, scene.Tally.Completed));
    }

    [Fact]
    public void After_a_number_of_replicas_a_request_fails()
    {
        var scene = new Scene(new() { MostAttempts = 3 }).Add("a").Add("b").Add("c").Add("d").Submit("1").Break("1").Break("1").Break("1");
        Assert.Equal(("502", 2, 1), (scene.Answers("1"), scene.Tally.Retried, scene.Tally.Failed));
    }

    [Fact]
    public void What_its_client_gave_up_leaves_the_queue_and_what_a_replica_has_goes_on()
    {
        var scene = new Scene().Add("a").Submit("1").Submit("2").Submit("3").GiveUp("2", dropped: true).GiveUp("1", dropped: false).Complete("1");
        Assert.Equal(("3", "", 1), (scene.At("a"), scene.Answers("2"), scene.Tally.GivenUp));
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("round-robin")]
    [InlineData("least-outstanding")]
    public void A_draining_replica_is_gone_after_its_last_answer(string balance)
    {
        var scene = new Scene(balance: balance).Add("a").Add("b").Submit("1").Submit("2").Submit("3").Submit("4");
        var drained = scene.Exchange("1").Replica!.Name;
        var (link, other) = (scene.Link(drained), drained == "a" ? "b" : "a");
        scene.Drain(drained);
        Assert.Equal(ReplicaState.Draining, scene.Replica(drained).State);
        scene.Complete("1");
        Assert.True(link.Closed);
        Assert.Equal([other], scene.Dispatcher.Replicas.Select(replica => replica.Name));
        while (scene.At(other) is { Length: > 0 } next)
            scene.Complete(next);
        Assert.Equal(("200 200 200 200", 0), ($"{scene.Answers("1")} {scene.Answers("2")} {scene.Answers("3")} {scene.Answers("4")}", scene.Tally.Present));
    }

    [Fact]
    public void A_replica_that_is_removed_at_once_leaves_what_it_has_to_others()
    {
        var scene = new Scene().Add("a", slots: 2).Submit("1").Submit("2").Add("b", slots: 2);
        scene.Dispatcher.Remove(scene.Replica("a"), [.. scene.Link("a").Carried], 0);
        Assert.Equal(("1 2", 1), (scene.At("b"), scene.Dispatcher.Replicas.Count));
    }

    [Fact]
    public void Answers_from_500_on_count_as_failed()
    {
        var scene = new Scene().Add("a").Submit("1").Complete("1", 500).Submit("2").Complete("2", 400);
        Assert.Equal(("500", "400", 1, 1), (scene.Answers("1"), scene.Answers("2"), scene.Tally.Failed, scene.Tally.Completed));
    }

    [Fact]
    public void Times_are_integrated()
    {
        // 1 is served 0 to 300 ms, 2 waits 100 to 300 and is served 300 to 400.
        var scene = new Scene().Add("a").Submit("1").At(100).Submit("2").At(300).Complete("1").At(400).Complete("2").At(1000);
        scene.Tally.Integrate(1_000_000_000);
        Assert.Equal(0.6, scene.Tally.PresentSeconds, 9);
        Assert.Equal(0.4, scene.Tally.BusySeconds, 9);
        Assert.Equal(0.4, scene.Tally.ServiceSeconds, 9);
        Assert.Equal(0.09 + 0.01, scene.Tally.ServiceSquares, 9);
    }

    [Fact]
    public void An_ending_dispatcher_refuses()
    {
        var scene = new Scene().Add("a").Submit("1");
        scene.Dispatcher.Ending = true;
        scene.Submit("2").Complete("1");
        Assert.Equal(("200", "503"), (scene.Answers("1"), scene.Answers("2")));
    }
}
