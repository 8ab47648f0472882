using System.Globalization;
using System.Text.Json;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Classification;

/// <summary>
/// How pictures become a model's input. Taken from the model's metadata (input_size as HEIGHTxWIDTH, input_mean, input_std,
/// class_names as a JSON array); without them the model's own shape, else 224x224, and ImageNet's statistics.
/// </summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Mean">One value for each channel (three or one), in units of full white.</param>
/// <param name="Std">One value for each channel.</param>
/// <param name="Classes">The names of the classes in the order of the logits.</param>
public sealed record ModelInput(int Height, int Width, float[] Mean, float[] Std, IReadOnlyList<string> Classes)
{
    private const int DefaultSide = 224;

    // torchvision's constants for models trained on ImageNet.
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetStd = [0.229f, 0.224f, 0.225f];

    /// <summary>Reads a model's input and classes.</summary>
    /// <exception cref="OnnxException">The model is not a classifier of pictures: its shapes or metadata do not fit.</exception>
    public static ModelInput Of(OnnxSession model)
    {
        var (input, output) = (model.Inputs[0], model.Outputs[0]);
        if (model.Inputs.Count != 1 || !input.IsFloat || !output.IsFloat || input.Shape.Count != 4 || output.Shape.Count != 2
            || input.Shape[1] is not (1 or 3 or -1))
            throw new OnnxException(OnnxError.WrongShape,
                $"the model takes {string.Join(", ", model.Inputs)} and gives {string.Join(", ", model.Outputs)}; a classifier takes one "
                + "float input [batch, 3 or 1 channels, height, width] and gives float logits [batch, classes]");
        var (height, width) = Size(model, input);
        var channels = input.Shape[1] > 0 ? (int)input.Shape[1] : 3;
        return new(
            height, width,
            Numbers(model, "input_mean", channels, ImageNetMean), Numbers(model, "input_std", channels, ImageNetStd),
            ReadClasses(model, output));
    }

    private static (int Height, int Width) Size(OnnxSession model, OnnxTensor input)
    {
        var height = input.Shape[2] > 0 ? (int)input.Shape[2] : DefaultSide;
        var width = input.Shape[3] > 0 ? (int)input.Shape[3] : DefaultSide;
        if (!model.Metadata.TryGetValue("input_size", out var text))
            return (height, width);
        var parts = text.Split('x');
        if (parts.Length != 2 || !int.TryParse(parts[0], out var h) || !int.TryParse(parts[1], out var w) || h < 1 || w < 1
            || (input.Shape[2] > 0 && h != height) || (input.Shape[3] > 0 && w != width))
            throw Misfit($"input_size is \"{text}\", the model takes {input}");
        return (h, w);
    }

    private static float[] Numbers(OnnxSession model, string key, int channels, float[] otherwise)
    {
        if (!model.Metadata.TryGetValue(key, out var text))
            return channels == 3 ? otherwise : [otherwise.Average()];
        var numbers = new List<float>();
        foreach (var part in text.Split(','))
            if (float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
        return numbers.Count == channels
            ? [.. numbers]
            : throw Misfit($"{key} is \"{text}\", not {channels} numbers");
    }

    private static string[] ReadClasses(OnnxSession model, OnnxTensor output)
    {
        string[]? names = null;
        if (model.Metadata.TryGetValue("class_names", out var text))
        {
            try
            {
                names = JsonSerializer.Deserialize<string[]>(text);
            }
            catch (JsonException e)
            {
                throw Misfit($"class_names is not a JSON array of names: {e.Message}");
            }
        }

        if (output.Shape[1] <= 0 && names is null)
            throw Misfit($"class_names is absent, and {output} leaves the number of classes free");
        names ??= [.. Enumerable.Range(0, (int)output.Shape[1]).Select(i => $"class {i}")];
        return output.Shape[1] <= 0 || output.Shape[1] == names.Length
            ? names
            : throw Misfit($"class_names has {names.Length} names, {output} has {output.Shape[1]} classes");
    }

    private static OnnxException Misfit(string what) => new(OnnxError.WrongShape, $"the model's metadata do not fit: {what}");
}
