using System.Text;
using System.Text.Json;
using Berth.Records.Situations;

namespace Berth.Records.Tests.Situations;

public sealed class ScalingSituationTests
{
    private const string Hpa = """
        {
          "policy": "hpa",
          "scaling": {
            "nowSeconds": 1000, "specReplicas": 3, "minReplicas": 1, "maxReplicas": 10,
            "pods": [
              { "name": "a", "phase": "Running", "startTimeSeconds": 0, "ready": { "status": "True", "lastTransitionTimeSeconds": 20 },
                "requests": { "cpu": "500m" }, "metrics": { "cpu": { "value": "450m", "timestampSeconds": 990, "windowSeconds": 30 } } },
              { "name": "b", "startTimeSeconds": 0, "ready": { "status": "True", "lastTransitionTimeSeconds": 20 },
                "requests": { "cpu": 0.5 }, "metrics": { "cpu": { "value": 0.45, "timestampSeconds": 990, "windowSeconds": 30 } } },
              { "name": "c", "phase": "Pending", "requests": { "cpu": 0.5, "memory": "1Gi" } }
            ],
            "metrics": [ { "name": "queue", "value": 12 } ],
            "hpa": {
              "metrics": [ { "type": "Resource", "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 50 } } } ],
              "recommendations": []
            }
          }
        }
        """;

    // 90 / 50 = 1.8 of two; with the pending pod 60 / 50 = 1.2 of three: 3.6
    [Fact]
    public void The_autoscaler_of_Kubernetes_is_asked_in_its_own_words()
    {
        var answer = Assert.Single(Read(Hpa).Decide().Replicas!);
        Assert.Equal((1_000_000_000_000, 3, 4), (answer.Now, answer.Specified, answer.Decision.Replicas));
        Assert.Equal("cpu is 90 % of the requests, 1.8 of the target 50 %, 1.2 with 1 unready or unknown: 4 replicas", answer.Decision.Reason);
    }

    [Theory]
    // The pending pod is ready and counted: 90 / 50 of three.
    [InlineData("\"name\": \"c\", \"phase\": \"Pending\"", "\"name\": \"c\", \"startTimeSeconds\": 0, \"ready\": { \"status\": \"Unknown\", \"lastTransitionTimeSeconds\": 0 }, \"metrics\": { \"cpu\": { \"value\": \"450m\" } }", 6)]
    // It is on its way out: 1.8 of two.
    [InlineData("\"name\": \"c\", \"phase\": \"Pending\"", "\"name\": \"c\", \"phase\": \"Pending\", \"deletionTimestampSeconds\": 999", 4)]
    // No condition: unready, as the pending one. 45 / 150
    [InlineData("\"name\": \"b\", \"startTimeSeconds\": 0, \"ready\": { \"status\": \"True\", \"lastTransitionTimeSeconds\": 20 }", "\"name\": \"b\", \"startTimeSeconds\": 0", 3)]
    [InlineData("\"averageUtilization\": 50", "\"averageUtilization\": 90", 3)]
    [InlineData("\"recommendations\": []", "\"recommendations\": [ { \"replicas\": 6, \"timestampSeconds\": 800 } ]", 6)]
    [InlineData("\"recommendations\": []", "\"behavior\": { \"scaleUp\": { \"selectPolicy\": \"Disabled\" } }", 3)]
    [InlineData("\"recommendations\": []", "\"behavior\": { \"scaleUp\": { \"stabilizationWindowSeconds\": 60 } }, \"recommendations\": [ { \"replicas\": 2, \"timestampSeconds\": 950 } ]", 3)]
    [InlineData("\"recommendations\": []", "\"behavior\": { \"scaleUp\": { \"policies\": [ { \"type\": \"Pods\", \"value\": 1, \"periodSeconds\": 60 } ] } }, \"scaleUpEvents\": [ { \"replicaChange\": 1, \"timestampSeconds\": 950 } ]", 3)]
    [InlineData("\"recommendations\": []", "\"behavior\": { \"scaleUp\": { \"tolerance\": \"200m\" } }", 3)]
    [InlineData("\"recommendations\": []", "\"tolerance\": 0.2", 3)]
    [InlineData("\"maxReplicas\": 10", "\"maxReplicas\": 3", 3)]
    [InlineData("\"minReplicas\": 1", "\"minReplicas\": 5", 5)]
    [InlineData("{ \"type\": \"Resource\",", "{ \"type\": \"External\", \"external\": { \"metric\": { \"name\": \"queue\" }, \"target\": { \"type\": \"AverageValue\", \"averageValue\": \"2\" } } }, { \"type\": \"Resource\",", 6)]
    [InlineData("{ \"type\": \"Resource\",", "{ \"type\": \"Object\", \"object\": { \"describedObject\": {}, \"metric\": { \"name\": \"queue\" }, \"target\": { \"type\": \"Value\", \"value\": 4 } } }, { \"type\": \"Resource\",", 6)]
    [InlineData("{ \"type\": \"Resource\",", "{ \"type\": \"Pods\", \"pods\": { \"metric\": { \"name\": \"gone\" }, \"target\": { \"type\": \"AverageValue\", \"averageValue\": 1 } } }, { \"type\": \"Resource\",", 4)]
    public void What_the_document_says_decides(string instead, string of, int replicas)
    {
        Assert.Contains(instead, Hpa, StringComparison.Ordinal);
        Assert.Equal(replicas, Assert.Single(Read(Hpa.Replace(instead, of, StringComparison.Ordinal)).Decide().Replicas!).Decision.Replicas);
    }

    [Fact]
    public void Ticks_carry_on_what_was_decided_and_remembered()
    {
        var document = Read("""
            {
              "policy": "hpa",
              "scaling": {
                "specReplicas": 1, "maxReplicas": 20, "metrics": [ { "name": "queue", "value": 100 } ],
                "hpa": {
                  "metrics": [ { "type": "External", "external": { "metric": { "name": "queue" }, "target": { "type": "AverageValue", "averageValue": 5 } } } ],
                  "behavior": { "scaleUp": { "policies": [ { "type": "Pods", "value": 2, "periodSeconds": 60 } ] } }
                },
                "ticks": [
                  { "nowSeconds": 0 }, { "nowSeconds": 15 }, { "nowSeconds": 60 },
                  { "nowSeconds": 75, "specReplicas": 15, "metrics": [ { "name": "queue", "value": 0 } ] },
                  { "nowSeconds": 361 }
                ]
              }
            }
            """);
        // 20 are wanted: 2 more each minute. Then they are 15, and the 20 of 60 s hold until 300 s later.
        Assert.Equal([(1, 3), (3, 3), (3, 5), (15, 15), (15, 1)], document.Decide().Replicas!.Select(answer => (answer.Specified, answer.Decision.Replicas)));
        Assert.Equal(document.Decide().Replicas!.Select(answer => answer.Decision.Replicas), document.Decide().Replicas!.Select(answer => answer.Decision.Replicas));
    }

    [Theory]
    [InlineData("\"lastActiveTimeSeconds\": 600", 0)]
    [InlineData("\"lastActiveTimeSeconds\": 800", 1)]
    [InlineData("\"lastActiveTimeSeconds\": 800, \"cooldownPeriod\": 60", 0)]
    [InlineData("\"lastActiveTimeSeconds\": 600, \"lastPollSeconds\": 990", 1)]
    [InlineData("\"lastActiveTimeSeconds\": 600, \"metricName\": \"gone\", \"ignoreNullValues\": false", 1)]
    [InlineData("\"metricName\": \"gone\", \"ignoreNullValues\": false, \"numberOfFailures\": 3, \"fallback\": { \"replicas\": 4, \"failureThreshold\": 3, \"behavior\": \"static\" }", 4)]
    [InlineData("\"metricName\": \"gone\", \"ignoreNullValues\": false, \"numberOfFailures\": 2, \"fallback\": { \"replicas\": 4, \"failureThreshold\": 3 }", 1)]
    [InlineData("\"metricName\": \"other\", \"threshold\": 10", 3)]
    [InlineData("\"metricName\": \"other\", \"threshold\": 10, \"hpa\": { \"tolerance\": 5 }", 1)]
    public void Keda_is_asked_in_its_own_words(string keda, int replicas) => Assert.Equal(replicas, Assert.Single(Read($$"""
        {
          "policy": "keda",
          "scaling": {
            "nowSeconds": 1000, "specReplicas": 1, "minReplicas": 0, "maxReplicas": 10, "statusReplicas": 1,
            "metrics": [ { "name": "queue", "value": 0 }, { "name": "other", "value": 25 } ], "keda": { {{keda}} }
          }
        }
        """).Decide().Replicas!).Decision.Replicas);

    [Theory]
    [InlineData("\"lastActionSeconds\": 850", 4)]
    [InlineData("\"lastActionSeconds\": 851", 2)]
    [InlineData("\"desiredQueueSize\": 100", 2)]
    [InlineData("\"lastActionSeconds\": 851, \"cooldownSeconds\": 100", 4)]
    public void The_queue_rule_is_asked_with_its_last_action(string queue, int replicas) => Assert.Equal(replicas, Assert.Single(Read($$"""
        { "policy": "queue", "scaling": { "nowSeconds": 1000, "specReplicas": 2, "maxReplicas": 6, "metrics": [ { "name": "queue", "value": 100 } ], "queue": { {{queue}} } } }
        """).Decide().Replicas!).Decision.Replicas);

    [Fact]
    public void A_policy_without_a_section_is_made_of_its_options()
    {
        var document = Read("""
            { "policy": "schedule", "scaling": { "specReplicas": 1, "maxReplicas": 6, "facts": { "schedule": [ { "atSeconds": 60, "replicas": 4 } ] }, "ticks": [ { "nowSeconds": 59 }, { "nowSeconds": 60 } ] } }
            """);
        Assert.Equal([1, 4], document.Decide().Replicas!.Select(answer => answer.Decision.Replicas));
        Assert.Equal([2, 2], document.Asking("fixed", new Dictionary<string, double> { ["replicas"] = 2 }).Decide().Replicas!.Select(answer => answer.Decision.Replicas));
    }

    [Fact]
    public void Recorded_answers_are_compared()
    {
        var document = Read("""
            { "policy": "fixed", "scaling": { "specReplicas": 1, "maxReplicas": 6, "ticks": [ { "nowSeconds": 0 }, { "nowSeconds": 60 } ] }, "decisions": [ { "replicas": 6 }, { "replicas": 5 } ] }
            """);
        Assert.Equal("at 60 s: 5 replicas, then 6 replicas", Assert.Single(document.Differences(document.Decide())));
    }

    [Fact]
    public void Every_mistake_is_told_with_its_path()
    {
        var wrong = Hpa
            .Replace("\"maxReplicas\": 10", "\"maxReplica\": 10", StringComparison.Ordinal)
            .Replace("\"averageUtilization\": 50", "\"averageUtilisation\": 50", StringComparison.Ordinal)
            .Replace("\"phase\": \"Running\"", "\"phase\": \"running\"", StringComparison.Ordinal)
            .Replace("\"450m\"", "\"450q\"", StringComparison.Ordinal)
            .Replace("\"recommendations\": []", "\"recommendations\": [ { \"replicas\": 1.5, \"timestampSeconds\": 1 } ]", StringComparison.Ordinal);
        Assert.Equal(
            [
                "$.scaling.hpa.metrics[0].resource.target.averageUtilisation is unknown; did you mean 'averageUtilization'?",
                "$.scaling.hpa.metrics[0].resource.target.averageUtilization is missing",
                "$.scaling.hpa.recommendations[0].replicas is 1.5, not a whole number",
                "$.scaling.maxReplica is unknown; did you mean 'maxReplicas'?",
                "$.scaling.maxReplicas is missing",
                "$.scaling.pods[0].metrics.cpu.value is \"450q\", not a quantity from 0 to 1000000000000000, such as 250m or 1Gi",
                "$.scaling.pods[0].phase is \"running\", not Pending or Running or Succeeded or Failed",
            ],
            Assert.Throws<SituationException>(() => Read(wrong)).Errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "scaling": [] }""", "$.scaling is [], not an object")]
    [InlineData("""{ "scaling": {} }""", "$.scaling.specReplicas is missing")]
    [InlineData("""{ "scaling": { "specReplicas": 1, "maxReplicas": 2, "ticks": [] } }""", "$.scaling.ticks is empty")]
    [InlineData("""{ "scaling": { "maxReplicas": 2, "ticks": [ { "nowSeconds": 0 } ] } }""", "$.scaling.specReplicas is missing")]
    [InlineData("""{ "scaling": { "specReplicas": 1, "maxReplicas": 2, "ticks": [ { "nowSeconds": 0 }, { "nowSeconds": 0 } ] } }""", "$.scaling.ticks[1].nowSeconds does not come after the tick before it")]
    [InlineData("""{ "scaling": { "nowSeconds": 0, "specReplicas": 1, "minReplicas": 3, "maxReplicas": 2 } }""", "$.scaling.maxReplicas is 2, less than minReplicas, 3")]
    [InlineData("""{ "scaling": { "nowSeconds": 0, "specReplicas": 1, "maxReplicas": 2, "keda": { "idleReplicaCount": 1 } } }""", "$.scaling.keda.idleReplicaCount is 1")]
    public void What_is_no_question_is_refused_in_words(string text, string message) => Assert.Contains(message, Assert.Throws<SituationException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Mutated_documents_are_read_or_refused_and_nothing_else()
    {
        var random = new Model.RandomStream(12, "mutations");
        var bytes = Encoding.UTF8.GetBytes(Hpa);
        for (var mutation = 0; mutation < 3000; mutation++)
        {
            var copy = bytes.ToArray();
            for (var change = random.NextInt(4); change >= 0; change--)
                copy[random.NextInt(copy.Length)] = (byte)"{}[]\",:0123456789.-eax "[random.NextInt(23)];
            try
            {
                _ = SituationReader.Read(copy).Decide();
            }
            catch (Exception exception) when (exception is SituationException or ArgumentException or KeyNotFoundException)
            {
            }
        }
    }

    [Fact]
    public void An_answer_is_written_with_its_numbers()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            SituationWriter.WriteAnswers(json, Read(Hpa).Decide(), candidates: true);
            json.WriteEndObject();
        }
        var decision = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("decisions")[0];
        Assert.Equal((1000, 3, 4), (decision.GetProperty("nowSeconds").GetInt32(), decision.GetProperty("specReplicas").GetInt32(), decision.GetProperty("replicas").GetInt32()));
        Assert.Equal(1.8, decision.GetProperty("terms").GetProperty("ratio").GetDouble());
    }

    private static SituationDocument Read(string text) => SituationReader.Read(Encoding.UTF8.GetBytes(text));
}
