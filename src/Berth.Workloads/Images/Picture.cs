namespace Berth.Workloads.Images;

/// <summary>A camera's picture and what it truly shows.</summary>
/// <param name="Encoded">The JPEG or PNG file.</param>
/// <param name="LabelIndex">The class's place in <see cref="GarmentSample.Classes"/>.</param>
/// <param name="Label">The class's name.</param>
public sealed record Picture(byte[] Encoded, int LabelIndex, string Label);
