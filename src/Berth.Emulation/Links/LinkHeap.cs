namespace Berth.Emulation.Links;

/// <summary>The links that have a packet waiting, earliest first. Within a link packets are in order, so only its first one competes here.</summary>
internal sealed class LinkHeap
{
    private Link[] heap = new Link[64];
    private int count;

    internal bool IsEmpty => count == 0;

    internal Link First => heap[0];

    /// <summary>When the earliest packet is due; <see cref="long.MaxValue"/> when none waits.</summary>
    internal long NextDue => count == 0 ? long.MaxValue : heap[0].HeadDue;


    /// <summary>Puts the link where it belongs after its first packet has changed, or takes it out when it has none.</summary>
    internal void Update(Link link)
    {
        if (link.IsEmpty)
        {
            Remove(link);
            return;
        }
        if (link.HeapIndex < 0)
        {
            if (count == heap.Length)
                Array.Resize(ref heap, count * 2);
            Place(link, count++);
        }
        Down(Up(link.HeapIndex));
    }

    private void Remove(Link link)
    {
        var index = link.HeapIndex;
        if (index < 0)
            return;
        link.HeapIndex = -1;
        var last = heap[--count];
        heap[count] = null!;
        if (index == count)
            return;
        Place(last, index);
        Down(Up(index));
    }

    private int Up(int index)
    {
        var link = heap[index];
        for (var due = link.HeadDue; index > 0 && due < heap[(index - 1) / 2].HeadDue; index = (index - 1) / 2)
            Place(heap[(index - 1) / 2], index);
        Place(link, index);
        return index;
    }

    private void Down(int index)
    {
        var link = heap[index];
        var due = link.HeadDue;
        for (int child; (child = 2 * index + 1) < count; index = child)
        {
            if (child + 1 < count && heap[child + 1].HeadDue < heap[child].HeadDue)
                child++;
            if (heap[child].HeadDue >= due)
                break;
            Place(heap[child], index);
        }
        Place(link, index);
    }

    private void Place(Link link, int index)
    {
        heap[index] = link;
        link.HeapIndex = index;
    }
}
