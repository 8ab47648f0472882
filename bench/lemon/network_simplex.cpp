// The judge of the minimum-cost flow benchmark: LEMON's network simplex on a DIMACS file.
// It reads the file once; then every line on standard input asks for one more run, answered by one line:
//   STATUS COST SECONDS_OF_RUN SECONDS_WITH_PREPARATION
// Preparation is what LEMON does before run(): copying the graph, the capacities and the costs into its own arrays.
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>

#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Clock = std::chrono::steady_clock;

template <typename Number>
int serve(const char *path) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "cannot open " << path << "\n";
    return 2;
  }
  Graph graph;
  Graph::ArcMap<Number> lower(graph), capacity(graph), cost(graph);
  Graph::NodeMap<Number> supply(graph);
  lemon::readDimacsMin(file, graph, lower, capacity, cost, supply);
  std::cout << "ready " << lemon::countNodes(graph) << ' ' << lemon::countArcs(graph) << std::endl;

  for (std::string line; std::getline(std::cin, line);) {
    using Simplex = lemon::NetworkSimplex<Graph, Number, Number>;
    const auto begin = Clock::now();
    Simplex simplex(graph);
    simplex.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply);
    const auto prepared = Clock::now();
    const auto status = simplex.run();
    const auto end = Clock::now();
    const char *name = status == Simplex::OPTIMAL ? "optimal" : status == Simplex::INFEASIBLE ? "infeasible" : "unbounded";
    std::cout << name << ' ' << simplex.template totalCost<long long>() << ' '
              << std::chrono::duration<double>(end - prepared).count() << ' '
              << std::chrono::duration<double>(end - begin).count() << std::endl;
  }
  return 0;
}

int main(int count, char **arguments) {
  if (count == 3 && std::string(arguments[2]) == "int")
    return serve<int>(arguments[1]);
  if (count == 3 && std::string(arguments[2]) == "long")
    return serve<long long>(arguments[1]);
  std::cerr << "usage: network_simplex FILE int|long\n";
  return 2;
}
