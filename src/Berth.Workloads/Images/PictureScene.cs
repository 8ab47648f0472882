namespace Berth.Workloads.Images;

/// <summary>A garment enlarged onto a dark, unevenly lit ground, and a sensor's noise to lay over it at any strength.</summary>
internal sealed class PictureScene
{
    private const float Ground = 2;
    private const float Unevenness = 5;

    private readonly int side;
    private readonly float[] light;
    private readonly float[] noise;

    public PictureScene(ReadOnlySpan<byte> garment, int side, NoiseStream chance)
    {
        this.side = side;
        light = new float[side * side];
        noise = new float[side * side * 3];
        var weights = new ResizeWeights(GarmentSample.Side, side);
        var (tiltX, tiltY) = (chance.NextNormal(), chance.NextNormal());
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var slope = 0.5f + 0.25f * (tiltX * (x - side / 2) + tiltY * (y - side / 2)) / side;
                var ground = Ground + Unevenness * Math.Clamp(slope, 0, 1);
                light[y * side + x] = ground + Enlarged(garment, weights, x, y) * (255 - ground) / 255;
            }

        // Brightness noise is stronger than colour noise after a camera's own processing.
        for (var i = 0; i < light.Length; i++)
        {
            var brightness = chance.NextNormal();
            for (var channel = 0; channel < 3; channel++)
                noise[i * 3 + channel] = brightness + 0.3f * chance.NextNormal();
        }
    }

    /// <summary>The picture with noise of this deviation, in steps of the 8-bit scale.</summary>
    public RgbImage Expose(float deviation)
    {
        var pixels = new byte[noise.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(light[i / 3] + deviation * noise[i] + 0.5f, 0, 255);
        return new(side, side, pixels);
    }

    private static float Enlarged(ReadOnlySpan<byte> garment, ResizeWeights weights, int x, int y)
    {
        var sum = 0f;
        var row = weights.First(y);
        foreach (var vertical in weights.Of(y))
        {
            var column = weights.First(x);
            foreach (var horizontal in weights.Of(x))
                sum += vertical * horizontal * garment[row * GarmentSample.Side + column++];
            row++;
        }

        return sum;
    }
}
