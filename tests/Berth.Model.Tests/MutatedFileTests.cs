using System.Text;
using Berth.Model.Files;

namespace Berth.Model.Tests;

public sealed class MutatedFileTests
{
    [Fact]
    public void Ten_thousand_random_and_mutated_files_give_errors_or_valid_models()
    {
        var random = new RandomStream(11, "mutations");
        string[] tokens = [":", "- ", "[", "]", "{", "}", "\n", "  ", "&a ", "*a", "!!binary ", "|", ">", "'", "\"", "%", "# ", "? ", "0", "-1", "1e999", "NaN", "±", "\t", "\0", "\uD83D", "~", "null", "45ms", "edge"];
        var valid = 0;
        for (var round = 0; round < 10_000; round++)
        {
            var text = new StringBuilder(round % 10 == 0 ? "" : ExperimentFileTests.Good);
            for (var edit = random.NextInt(round % 10 == 0 ? 60 : 3) + 1; edit > 0; edit--)
            {
                var at = random.NextInt(text.Length + 1);
                switch (random.NextInt(4))
                {
                    case 0:
                        text.Insert(at, tokens[random.NextInt(tokens.Length)]);
                        break;
                    case 1:
                        text.Remove(at, Math.Min(random.NextInt(12), text.Length - at));
                        break;
                    case 2:
                        text.Insert(at, (char)random.NextInt(0x250));
                        break;
                    default:
                        var from = random.NextInt(text.Length + 1);
                        text.Insert(at, text.ToString(from, Math.Min(random.NextInt(80), text.Length - from)));
                        break;
                }
            }
            var result = ExperimentFile.Parse(text.ToString(), ExperimentFileTests.Vocabulary, ".");
            Assert.True(result.Errors.Count > 0 != result.Variants.Count > 0);
            valid += result.Variants.Count > 0 ? 1 : 0;
        }
        Assert.InRange(valid, 100, 9_000);
    }
}
