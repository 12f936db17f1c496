using System.Net;
using System.Net.Sockets;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>The draining server on sockets.</summary>
internal static class SocketServer
{
    private const int Backlog = 64;

    /// <summary>Serves until standard input ends.</summary>
    public static int Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        Console.Out.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        Start(() => Accept(listener));
        Console.In.ReadToEnd();
        return 0;
    }

    private static void Accept(Socket listener)
    {
        while (true)
        {
            Socket socket = listener.Accept();
            socket.NoDelay = true;

            // A thread that waits in the kernel costs less than the turns of an event loop.
            Start(() => Serve(socket));
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                new SocketConnection(socket).Serve();
            }
            catch (SocketException)
            {
                // The client went away, as it may.
            }
        }
    }

    private static void Start(ThreadStart work) => new Thread(work) { IsBackground = true }.Start();
}
